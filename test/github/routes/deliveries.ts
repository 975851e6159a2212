import type { Delivery } from '../deliveries/delivery.js';
import { appOf, type Call, numberIn, ok } from '../server/call.js';
import { Failure, notFound } from '../server/failure.js';
import { type Route, route } from '../server/route.js';

/** GitHub keeps deliveries for three days. */
const KEPT_MILLISECONDS = 3 * 24 * 3_600_000;

/** The deliveries of an App: how it finds those that it missed. */
export const deliveryRoutes: readonly Route[] = [
  route('GET /app/hook/deliveries', list),
  route('GET /app/hook/deliveries/{delivery_id}', (call) => ok(wholeShape(deliveryIn(call)))),
  route('POST /app/hook/deliveries/{delivery_id}/attempts', (call) => {
    call.deliveries.redeliver(deliveryIn(call));
    return { status: 202, body: {} };
  }),
];

/** Newest first; a cursor leads to the older ones. */
function list(call: Call) {
  const { query, address } = call;
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const wanted = answeredOf(call).filter(({ status }) => matches(status, query.get('status')));
  const cursor = query.get('cursor');
  const start = cursor === null ? 0 : wanted.findIndex(({ id }) => `v1_${id}` === cursor);
  if (start < 0) throw new Failure(400, 'Invalid cursor');
  const next = wanted[start + size];
  const parameters = new URLSearchParams(query);
  if (next !== undefined) parameters.set('cursor', `v1_${next.id}`);
  const headers = next === undefined ? {} : { link: `<${address}?${parameters}>; rel="next"` };
  return ok(wanted.slice(start, start + size).map(shape), headers);
}

function matches(status: string, wanted: string | null): boolean {
  return wanted === null || (wanted === 'success') === (status === 'OK');
}

function answeredOf(call: Call): readonly Delivery[] {
  const app = appOf(call);
  const oldest = call.world.now() - KEPT_MILLISECONDS;
  const own = call.deliveries.all.filter((each) => each.app === app.id && each.status !== 'pending');
  return own.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= oldest).reverse();
}

function deliveryIn(call: Call): Delivery {
  const found = answeredOf(call).find(({ id }) => id === numberIn(call, 'delivery_id'));
  if (found === undefined) throw notFound();
  return found;
}

function shape(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation,
    repository_id: delivery.repository,
    throttled_at: null,
  };
}

function wholeShape(delivery: Delivery) {
  return {
    ...shape(delivery),
    url: delivery.url ?? '',
    request: { headers: delivery.headers, payload: JSON.parse(delivery.body) },
    response: { headers: null, payload: delivery.response },
  };
}
