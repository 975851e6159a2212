import type { Container, Workload } from '../facts/workload.js';
import type { ApplicationFacts } from './draft.js';
import { NO_APPLICATION } from './draft.js';
import { imageName } from './kind.js';

/** Which application a container runs: the only one, the one whose folder its manifest or image name is of, else none for certain. */
export function applicationOf(
  workload: Workload,
  container: Container,
  applications: readonly ApplicationFacts[],
): ApplicationFacts {
  const [only] = applications;
  if (applications.length <= 1) return only ?? NO_APPLICATION;
  const image = container.image.known && container.image.value !== null ? imageName(container.image.value) : undefined;
  const named = applications.find(
    ({ root }) => root !== '' && root.slice(root.lastIndexOf('/') + 1).toLowerCase() === image,
  );
  if (named !== undefined) return named;
  const above = applications
    .filter(({ root }) => root !== '' && workload.at.path.startsWith(`${root}/`))
    .sort((a, b) => b.root.length - a.root.length);
  return above[0] ?? applications.find(({ root }) => root === '') ?? NO_APPLICATION;
}
