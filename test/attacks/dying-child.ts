import type { StartChild } from '../../src/analyst/child-process.js';

/** The repository whose reviews end the process that makes them. */
export const DEADLY = 'acme/deadly';

/** Real children, that die as if a file had broken a parser of theirs. */
export function dyingAt(start: StartChild): StartChild {
  return (events) => {
    const child = start(events);
    return {
      kill: () => child.kill(),
      send: (message) => {
        const deadly =
          message.kind === 'request' &&
          message.request.method === 'review' &&
          message.request.parameters.name === DEADLY;
        if (!deadly) return child.send(message);
        child.kill();
        events.lost('The process of the analysis ended unexpectedly (SIGSEGV).');
      },
    };
  };
}
