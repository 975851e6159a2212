import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { someCredentials } from './credentials.js';

/** What GitHub hands out for a code that it gave. */
export function conversion(url: string, more: object = {}) {
  const { appId, privateKey, webhookSecret } = someCredentials();
  return {
    id: appId,
    slug: 'plumbline-acme',
    name: 'plumbline acme',
    html_url: `${url}/apps/plumbline-acme`,
    client_id: 'Iv1.1',
    client_secret: 'not kept',
    pem: privateKey,
    webhook_secret: webhookSecret,
    ...more,
  };
}

/** The part of GitHub that makes Apps from manifests: its page, for one person who always agrees, and the exchange of codes. */
export class ManifestGithub {
  readonly manifests: { readonly path: string; readonly manifest: Record<string, unknown> }[] = [];
  readonly #codes = new Set<string>();
  readonly #server: Server;
  /** What is handed out instead of the keys. */
  answer: { readonly status: number; readonly body: unknown } | undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://github');
      let body = '';
      request.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const [, code] = /^\/api\/v3\/app-manifests\/([^/]+)\/conversions$/.exec(url.pathname) ?? [];
        if (request.method !== 'POST') response.writeHead(200).end('a page of GitHub');
        else if (code === undefined) response.writeHead(302, { location: this.#make(url, body) }).end();
        else this.#handOut(code, (status, answer) => response.writeHead(status).end(JSON.stringify(answer)));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    const address = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #make(url: URL, body: string): string {
    const manifest = JSON.parse(new URLSearchParams(body).get('manifest') ?? '{}');
    this.manifests.push({ path: url.pathname, manifest });
    const code = `c0de${this.manifests.length}`;
    this.#codes.add(code);
    const back = new URL(manifest.redirect_url);
    back.searchParams.set('code', code);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    return back.href;
  }

  #handOut(code: string, answer: (status: number, body: unknown) => void): void {
    if (!this.#codes.delete(code)) answer(404, { message: 'Not Found' });
    else if (this.answer !== undefined) answer(this.answer.status, this.answer.body);
    else answer(201, conversion(this.url));
  }
}
