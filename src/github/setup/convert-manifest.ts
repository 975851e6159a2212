import { z } from 'zod';
import { readPrivateKey, weaknessOfSecret } from '../../settings/credentials.js';
import type { GithubAddress } from '../../settings/github-address.js';

const Conversion = z.object({
  id: z.int().positive(),
  name: z.string(),
  slug: z.string().optional(),
  html_url: z.url(),
  pem: z.string(),
  webhook_secret: z.string().nullable(),
});

/** An App that GitHub has just made. */
export interface MadeApp {
  readonly appId: number;
  readonly name: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Its page on GitHub. */
  readonly page: URL;
}

export type ConversionReading =
  | { readonly ok: true; readonly app: MadeApp }
  /** A sentence or two: what happened and what to do. */
  | { readonly ok: false; readonly problem: string };

const TIMEOUT_MS = 20_000;

/** Exchanges the code with which GitHub sent the person back for the App's keys. Works once for each code, within an hour. */
export async function convertManifest(code: string, github: GithubAddress): Promise<ConversionReading> {
  const answer = await ask(`${github.apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`);
  if (answer === undefined) {
    return {
      ok: false,
      problem: 'GitHub did not answer. If the App is among your Apps on GitHub, delete it there first.',
    };
  }
  if (answer.status !== 201) {
    const problem = `GitHub did not hand out the keys (status ${answer.status}): each code works once, for an hour.`;
    return { ok: false, problem };
  }
  const parsed = Conversion.safeParse(answer.body);
  const app = parsed.success ? appFrom(parsed.data, github) : undefined;
  if (app === undefined) {
    return { ok: false, problem: 'GitHub answered without the keys that are needed. Delete the App on GitHub.' };
  }
  return { ok: true, app };
}

async function ask(url: string): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/vnd.github+json', 'user-agent': 'plumbline' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = response.status === 201 ? await response.json() : await response.body?.cancel();
    return { status: response.status, body };
  } catch {
    return undefined;
  }
}

function appFrom(conversion: z.infer<typeof Conversion>, github: GithubAddress): MadeApp | undefined {
  const { id, name, html_url, pem, webhook_secret: webhookSecret } = conversion;
  const privateKey = readPrivateKey(pem);
  const page = new URL(html_url);
  if (privateKey === undefined || webhookSecret === null || weaknessOfSecret(webhookSecret) !== undefined)
    return undefined;
  if (page.origin !== new URL(github.url).origin) return undefined;
  return { appId: id, name, privateKey, webhookSecret, page };
}
