import { type Agent, request } from 'node:http';

/** What came of a delivery, in the words of GitHub's list. */
export type Posted =
  | { readonly statusCode: number; readonly body: string }
  | { readonly failure: 'timed out' | 'failed to connect to host' };

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//;

interface Limits {
  readonly agent: Agent;
  readonly milliseconds: number;
}

/** Posts a payload and waits for a whole answer. Nobody outside of this machine is ever spoken to. */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { agent, milliseconds }: Limits,
): Promise<Posted> {
  if (!LOOPBACK.test(url)) return Promise.resolve({ failure: 'failed to connect to host' });
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(milliseconds);
    const fail = () => resolve({ failure: signal.aborted ? 'timed out' : 'failed to connect to host' });
    const sent = request(url, { method: 'POST', headers, agent, signal }, (response) => {
      const chunks: Buffer[] = [];
      const { statusCode = 0 } = response;
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => resolve({ statusCode, body: Buffer.concat(chunks).toString('utf8') }));
    });
    sent.on('error', fail);
    sent.end(body);
  });
}
