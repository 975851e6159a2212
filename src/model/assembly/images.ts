import type { Command, Image } from '../facts/image.js';
import type { Container, Workload } from '../facts/workload.js';
import { pathPrefix } from './application-files.js';
import type { ApplicationFacts } from './draft.js';
import { imageName, isOtherImage } from './kind.js';

const DEVELOPMENT_FILE = /(^|[./_-])(dev|development|test|ci|local|rails-next|next)([./_-]|$)/i;
const OTHER_PROGRAM_FOLDER = /(^|\/)(nginx|redis|postgres|pgbouncer|db|database|proxy|frontend)\//i;

/** Whether a container runs another program than the application, judged by its image alone. */
export function runsOtherImage(container: Container): boolean {
  return container.image.known && container.image.value !== null && isOtherImage(container.image.value);
}

/** Whether a manifest stands beside the Dockerfile of another program: `maintenance/` with its own nginx. */
export function besideOtherImage(workload: Workload, application: ApplicationFacts): boolean {
  const base = imageBeside(workload, application)?.base;
  return base !== undefined && isOtherImage(base);
}

/** The only Dockerfile of the nearest folder above a manifest that has one, below the application's root. */
function imageBeside(workload: Workload, application: ApplicationFacts): Image | undefined {
  const below = application.root === '' ? 1 : application.root.length + 2;
  const above = application.images.filter(({ path }) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return folder.length > below && workload.at.path.startsWith(folder);
  });
  const depth = Math.max(...above.map(({ path }) => path.lastIndexOf('/')));
  const nearest = above.filter(({ path }) => path.lastIndexOf('/') === depth);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/**
 * Whether a container runs another program: a well-known one, or a numbered release (`unleashorg/unleash-server:5.7.0`)
 * whose name has no word in common with the images that run the application.
 */
export function runsOtherProgram(container: Container, ours: ReadonlySet<string>): boolean {
  if (runsOtherImage(container)) return true;
  const { image } = container;
  if (!image.known || image.value === null || ours.size === 0 || !/:v?\d+\.\d+[\w.-]*$/.test(image.value)) return false;
  const own = new Set([...ours].flatMap(wordsOf));
  return !wordsOf(imageKey(container)).some((word) => own.has(word));
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[^a-z0-9]+/);
}

/** The Dockerfile behind a container; undefined when it is another program's, or when several could be meant. */
export function imageOf(
  workload: Workload,
  container: Container,
  application: ApplicationFacts,
  ours: ReadonlySet<string>,
): Image | undefined {
  const excluded = container.image.known && ours.size > 0 && !ours.has(imageKey(container));
  if (runsOtherImage(container) || excluded) return undefined;
  const beside = imageBeside(workload, application);
  if (beside !== undefined) return beside;
  return applicationImage(application, container.image.known ? container.image.value : null);
}

const RUBY_PROGRAM = /(^|[\s/;&'"])(bundle|rails|rake|puma|sidekiq|good_job|delayed_job|unicorn|resque)($|[\s;&'"])/;

/**
 * The images that run the application, known from containers whose own command starts one of its programs. A container
 * that names no command is believed to run the application only with one of these, or with an image that is filled in at
 * deployment; empty when no container names one.
 */
export function applicationImageNames(workloads: readonly Workload[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { containers } of workloads) {
    for (const container of containers) {
      const line = [container.command, container.args].map(textOf).join(' ');
      if (RUBY_PROGRAM.test(line) && !runsOtherImage(container)) names.add(imageKey(container));
    }
  }
  return names;
}

function textOf(command: Command | undefined): string {
  return command === undefined ? '' : command.form === 'exec' ? command.words.join(' ') : command.line;
}

/** The image without its tag; "" for one that is left out or filled in at deployment. */
function imageKey({ image }: Container): string {
  return image.known && image.value !== null ? imageName(image.value) : '';
}

/** The application's production Dockerfile; of several, the one whose suffix the image's name ends in. */
export function applicationImage(application: ApplicationFacts, imageReference: string | null): Image | undefined {
  const candidates = application.images.filter(
    ({ path }) => !DEVELOPMENT_FILE.test(path) && !OTHER_PROGRAM_FOLDER.test(path),
  );
  const [only] = candidates;
  if (candidates.length <= 1) return only;
  const prefix = pathPrefix(application.root);
  const wanted = imageReference === null ? undefined : imageName(imageReference);
  const bySuffix = candidates.filter(({ path }) => {
    const suffix = /Dockerfile[._-](\w+)$/.exec(path)?.[1];
    return suffix !== undefined && wanted?.endsWith(suffix.toLowerCase());
  });
  if (bySuffix.length === 1) return bySuffix[0];
  const variants = candidates.filter(({ path }) => /Dockerfile[._-]prod(uction)?$/.test(path));
  return variants.length > 0 ? undefined : candidates.find(({ path }) => path === `${prefix}Dockerfile`);
}
