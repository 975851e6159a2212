import type { ServerResponse } from 'node:http';

/** What a request is answered with. Texts are ours: nothing of an error or of a delivery is in them. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  /** Plain text when it is not said. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function plain(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: `${body}\n`, headers };
}

export function send(reply: Reply, response: ServerResponse, { head = false } = {}): void {
  const body = Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.status, {
    'content-type': reply.type ?? 'text/plain; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
  });
  response.end(head ? undefined : body);
}
