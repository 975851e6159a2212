import { notFound } from '../server/failure.js';
import { type Route, route } from '../server/route.js';
import { appShape } from '../shapes/app.js';
import type { Registrations } from '../website/registrations.js';

/** The end of "create an App from a manifest": the code that the browser brought becomes the App's credentials, once. */
export function manifestRoutes(registrations: Registrations): readonly Route[] {
  return [
    route('POST /app-manifests/{code}/conversions', async (call) => {
      const converted = await registrations.convert(call.path.code ?? '');
      if (converted === undefined) throw notFound();
      const { app, secrets } = converted;
      return { status: 201, body: { ...appShape(app, call.world), ...secrets } };
    }),
  ];
}
