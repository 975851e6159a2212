import {
  CONFIGURATION_PATH,
  type Configuration,
  DEFAULT_CONFIGURATION,
  readConfiguration as parseConfiguration,
} from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Workspace } from '../workspace/workspace.js';
import { diagnoseFiles } from './file-problems.js';
import { readSources } from './read-sources.js';

export interface Configured {
  readonly configuration: Configuration;
  /** What is wrong with it; the defaults hold then. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a repository says about how it is to be judged. */
export async function readConfiguration(workspace: Workspace): Promise<Configured> {
  const source = (await readSources(workspace, new Set([CONFIGURATION_PATH]))).get(CONFIGURATION_PATH);
  if (source === undefined) return { configuration: DEFAULT_CONFIGURATION, diagnostics: [] };
  const reading = parseConfiguration(source);
  if (reading.ok) return { configuration: reading.configuration, diagnostics: [] };
  return {
    configuration: DEFAULT_CONFIGURATION,
    diagnostics: diagnoseFiles(reading.problems, 'configuration-invalid', 'error'),
  };
}
