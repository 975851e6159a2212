import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Spreads connections over ports, one after the other; a connection breaks with the process behind it. */
export class Balancer {
  readonly #ports: () => readonly number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn = 0;

  /** `ports` is asked for each connection. */
  constructor(ports: () => readonly number[]) {
    this.#ports = ports;
    this.#server = createServer((socket) => this.#pass(socket));
  }

  /** Gives its port. */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The balancer listens on no port');
    return address.port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #pass(incoming: Socket): void {
    const ports = this.#ports();
    const port = ports[this.#turn++ % ports.length];
    if (port === undefined) return void incoming.destroy();
    const outgoing = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
