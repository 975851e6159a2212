import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { findingTitle } from '../finding-title.js';
import type { Report } from '../report.js';
import { verifiedSuggestions } from '../verified.js';
import type { Brief, BriefPlace } from './brief.js';
import { briefFiles } from './brief-files.js';
import { phrase, Secrets } from './phrase.js';
import { type RedactedFile, redactedFile } from './redacted-file.js';

/** Goes up when a brief says the same otherwise: what was written for the old form is asked for again. */
const FORMAT = 1;

const MOST_PLACES = 40;
/** A larger file is data; to look for secrets in it takes long. In UTF-16 units. */
const LARGEST_FILE = 300_000;
/** In cells. */
const WIDEST = { message: 1500, why: 1500, name: 200, says: 300 } as const;

const NO_SECRETS = new Secrets([], '');

/** What a model is told about a finding of a report. The same finding of the same tree has the same brief. */
export function briefOf(finding: Diagnostic, report: Pick<Report, 'rules' | 'sources'>): Brief {
  const places = [{ location: finding.location, says: finding.says ?? '' }, ...finding.related].slice(0, MOST_PLACES);
  const paths = [...new Set(places.map(({ location }) => location.path))];
  const sources = paths.flatMap((path) => report.sources.get(path) ?? []);
  const files = new Map(sources.filter(isReadable).map((source) => [source, redactedFile(source)] as const));
  const open = [finding.subject, ...finding.environments, ...paths].join(' ');
  const secrets = new Secrets(secretsOf(files), open);
  const text = (said: string, width: number) => phrase(said, secrets, width);
  const told = {
    ruleId: text(finding.ruleId, WIDEST.name),
    severity: finding.severity,
    title: text(findingTitle(finding, report), WIDEST.name),
    message: text(finding.message, WIDEST.message),
    why: text(report.rules.find(({ id }) => id === finding.ruleId)?.why ?? '', WIDEST.why),
    subject: text(finding.subject, WIDEST.name),
    environments: finding.environments.map((environment) => text(environment, WIDEST.name)),
    places: distinct(
      places.map(({ location, says }) => ({
        path: text(location.path, WIDEST.name),
        line: location.startLine,
        says: text(says, WIDEST.says),
      })),
    ),
    files: briefFiles(files, places, secrets),
    wantsPatch: verifiedSuggestions(finding).length === 0,
  };
  return { key: keyOf(told), fingerprint: finding.fingerprint, ...told };
}

/** A path that cannot be shown as it is names no file to a model. */
function isReadable({ path, text }: Source): boolean {
  return text.length <= LARGEST_FILE && phrase(path, NO_SECRETS, WIDEST.name) === path;
}

function secretsOf(files: ReadonlyMap<Source, RedactedFile>): readonly string[] {
  return [...files.values()].flatMap(({ secrets }) => secrets);
}

function distinct(places: readonly BriefPlace[]): readonly BriefPlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function keyOf(told: Omit<Brief, 'key' | 'fingerprint'>): string {
  return createHash('sha256')
    .update(JSON.stringify([FORMAT, told]))
    .digest('hex')
    .slice(0, 32);
}
