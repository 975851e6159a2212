import {
  type Configuration,
  DEFAULT_CONFIGURATION,
  readConfiguration as parseConfiguration,
} from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import { diagnoseFiles } from './file-problems.js';

export interface Configured {
  readonly configuration: Configuration;
  /** What is wrong with it; the defaults hold then. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a repository says about how it is to be judged; the defaults for one without such a file. */
export function readConfiguration(source: Source | undefined): Configured {
  if (source === undefined) return { configuration: DEFAULT_CONFIGURATION, diagnostics: [] };
  const reading = parseConfiguration(source);
  if (reading.ok) return { configuration: reading.configuration, diagnostics: [] };
  return {
    configuration: DEFAULT_CONFIGURATION,
    diagnostics: diagnoseFiles(reading.problems, 'configuration-invalid', 'error'),
  };
}
