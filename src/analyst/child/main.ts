import { readVersion } from '../../check/version.js';
import type { ToChild } from '../messages.js';
import { Server } from './server.js';
import { warmUp } from './warm-up.js';

/** The child process: without a parent it has nothing to do. When to end is the parent's to say, also when a terminal interrupts both. */
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const version = await readVersion();
const server = new Server((message) => process.send?.(message), version);
process.on('message', (message: ToChild) => {
  void server.receive(message);
});

await warmUp(version);
