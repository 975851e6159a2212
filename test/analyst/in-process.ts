import { Server } from '../../src/analyst/child/server.js';
import type { StartChild } from '../../src/analyst/child-process.js';

/** The child's side in this process, behind the same messages: what crosses is copied as between processes. */
export const inProcess: StartChild = (events) => {
  let alive = true;
  const server = new Server((message) => {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (alive) events.message(copy);
    });
  }, '0.0.0');
  return {
    send: (message) => {
      const copy = structuredClone(message);
      setImmediate(() => {
        if (alive) void server.receive(copy);
      });
    },
    kill: () => {
      alive = false;
    },
  };
};
