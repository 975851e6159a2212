import type { CheckFailure } from '../check/failure.js';
import { formatPlace } from '../model/location.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import { printable } from '../reporters/printable.js';
import { describeFailure } from '../workspace/failure.js';
import { noSuch } from './did-you-mean.js';
import type { ExitCode } from './exit-code.js';
import { giveUp, refuse } from './refuse.js';
import type { Streams } from './streams.js';

/** Says why there is no report, and ends the command accordingly. */
export function endWith(failure: CheckFailure, streams: Streams): ExitCode {
  switch (failure.kind) {
    case 'not-opened':
      return giveUp(describeFailure(failure.failure), streams);
    case 'wrong-configuration':
      return refuse(failure.diagnostics.map(inWords).join('\n'), streams);
    case 'no-rules-directory':
      return refuse(
        `--rules names ${failure.path}, which is no directory. It holds <category>/<rule-id>/rule.yaml.`,
        streams,
      );
    case 'no-such-rule':
      return refuse(noSuch('rule', failure.name, failure.known), streams);
    case 'no-such-environment':
      return refuse(noSuch('environment', failure.name, failure.known), streams);
  }
}

function inWords({ location, message, related }: Diagnostic): string {
  const others = related.map((place) => `${formatPlace(place.location)}: ${place.says}`);
  return [`${formatPlace(location)}: ${message}`, ...others].map(printable).join('\n');
}
