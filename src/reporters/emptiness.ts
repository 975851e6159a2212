import type { Report } from './report.js';

/** Why a report without findings says nothing: there was nothing to look at. Undefined when processes were judged. */
export function emptiness({ model, coverage }: Pick<Report, 'model' | 'coverage'>): string | undefined {
  if (coverage.filesRead === 0) {
    return 'Nothing here is a file that Plumbline reads, so nothing was judged. Name the directory that holds config/ and the deployment files.';
  }
  if (model.environments.length === 0) {
    return 'No environment was found: no workload, Procfile or image says what runs, so no process was judged. Name environments in .github/plumbline.yml if they are declared in another form.';
  }
  if (model.environments.every(({ processes }) => processes.length === 0)) {
    return 'No process was found in any environment, so no process was judged.';
  }
  return undefined;
}
