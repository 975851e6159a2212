import type { Image } from '../facts/image.js';
import type { Container } from '../facts/workload.js';
import type { ApplicationFacts } from './draft.js';
import { imageName, isOtherImage } from './kind.js';

const DEVELOPMENT_FILE = /(^|[./_-])(dev|development|test|ci|local|rails-next|next)([./_-]|$)/i;
const OTHER_PROGRAM_FOLDER = /(^|\/)(nginx|redis|postgres|pgbouncer|db|database|proxy|frontend)\//i;

/** Whether a container runs another program than the application, judged by its image alone. */
export function runsOtherImage(container: Container): boolean {
  return container.image.known && container.image.value !== null && isOtherImage(container.image.value);
}

/** The Dockerfile behind a container; undefined when it is another program's, or when several could be meant. */
export function imageOf(container: Container, application: ApplicationFacts): Image | undefined {
  return runsOtherImage(container)
    ? undefined
    : applicationImage(application, container.image.known ? container.image.value : null);
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
