import type { Command, Image } from '../facts/image.js';
import type { Container, Workload } from '../facts/workload.js';
import type { ApplicationFacts } from './draft.js';
import { imageName, isOtherImage } from './kind.js';

const DEVELOPMENT_FILE = /(^|[./_-])(dev|development|test|ci|local|rails-next|next)([./_-]|$)/i;
const OTHER_PROGRAM_FOLDER = /(^|\/)(nginx|redis|postgres|pgbouncer|db|database|proxy|frontend)\//i;

/** Whether a container runs another program than the application, judged by its image alone. */
export function runsOtherImage(container: Container): boolean {
  return container.image.known && container.image.value !== null && isOtherImage(container.image.value);
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
export function imageOf(container: Container, application: ApplicationFacts, ours: ReadonlySet<string>): Image | undefined {
  if (runsOtherImage(container) || (ours.size > 0 && !ours.has(imageKey(container)))) return undefined;
  return applicationImage(application, container.image.known ? container.image.value : null);
}

const RUBY_PROGRAM = /(^|[\s/;&'"])(bundle|rails|rake|puma|sidekiq|good_job|delayed_job|unicorn|resque)($|[\s;&'"])/;

/**
 * The images that run the application, known from containers whose own command starts one of its programs. A container
 * that names no command is believed to run the application only with one of these; empty when no container names one.
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

/** The image without its tag, or the expression that stands for it. */
function imageKey({ image }: Container): string {
  return image.known ? (image.value === null ? '' : imageName(image.value)) : image.detail;
}

/** The application's production Dockerfile; of several, the one whose suffix the image's name ends in. */
export function applicationImage(application: ApplicationFacts, imageReference: string | null): Image | undefined {
  const candidates = application.images.filter(
    ({ path }) => !DEVELOPMENT_FILE.test(path) && !OTHER_PROGRAM_FOLDER.test(path),
  );
  const [only] = candidates;
  if (candidates.length <= 1) return only;
  const prefix = application.root === '' ? '' : `${application.root}/`;
  const wanted = imageReference === null ? undefined : imageName(imageReference);
  const bySuffix = candidates.filter(({ path }) => {
    const suffix = /Dockerfile[._-](\w+)$/.exec(path)?.[1];
    return suffix !== undefined && wanted?.endsWith(suffix.toLowerCase());
  });
  if (bySuffix.length === 1) return bySuffix[0];
  const variants = candidates.filter(({ path }) => /Dockerfile[._-]prod(uction)?$/.test(path));
  return variants.length > 0 ? undefined : candidates.find(({ path }) => path === `${prefix}Dockerfile`);
}
