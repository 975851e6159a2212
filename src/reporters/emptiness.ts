import { deploymentOf } from './deployment.js';
import type { Report } from './report.js';

/** Why a report without findings says nothing: there was nothing to look at. Undefined when what is deployed was judged. */
export function emptiness(report: Pick<Report, 'model' | 'coverage'>): string | undefined {
  const { model, coverage } = report;
  if (coverage.filesRead === 0) {
    return 'Nothing here is a file that Plumbline reads, so nothing was judged. Name the directory that holds config/ and the deployment files.';
  }
  const deployment = deploymentOf(report);
  if (deployment.state === 'not-judged') {
    const advice = deployment.renderable
      ? ' Rendered into files (helm template, kustomize build) it can be judged.'
      : '';
    return `Nothing that was read says what is deployed: ${deployment.gaps}.${advice}`;
  }
  if (model.environments.length === 0) {
    return 'No environment was found: no workload, Procfile or image says what runs, so no process was judged. Name environments in .github/plumbline.yml if they are declared in another form.';
  }
  if (model.environments.every(({ processes }) => processes.length === 0)) {
    return 'No process was found in any environment, so no process was judged.';
  }
  return undefined;
}
