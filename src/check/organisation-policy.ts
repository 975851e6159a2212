import { CONFIGURATION_PATH } from '../policy/configuration.js';
import { Source } from '../syntax/source.js';
import { isRulePath } from './policy-paths.js';

/** What an organisation says for all of its repositories, in its repository `.github`. */
export interface OrganisationPolicy {
  /** For repositories that have none of their own. */
  readonly configuration?: Source;
  /** In force beside those of a repository. */
  readonly rules: readonly Source[];
}

/** `texts`: by path in that repository. What is wrong in them is reported as being there: `acme/.github: .github/plumbline.yml`. */
export function organisationPolicy(owner: string, texts: ReadonlyMap<string, string>): OrganisationPolicy {
  const sourceOf = (path: string, text: string): Source => new Source(`${owner}/.github: ${path}`, text);
  const configuration = texts.get(CONFIGURATION_PATH);
  return {
    ...(configuration !== undefined && { configuration: sourceOf(CONFIGURATION_PATH, configuration) }),
    rules: [...texts].filter(([path]) => isRulePath(path)).map(([path, text]) => sourceOf(path, text)),
  };
}
