import type { CheckAnnotation, CheckRun } from '../state/check-run.js';
import type { Repository } from '../state/repository.js';
import { appShape } from './app.js';
import { checkSuiteReference, pullRequestsOf } from './check-suite.js';
import { apiUrl } from './repository.js';

export function checkRunShape(run: CheckRun, repository: Repository) {
  const url = `${apiUrl(repository)}/check-runs/${run.id}`;
  const html = `${repository.world.url}/${repository.fullName}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt,
    completed_at: run.completedAt ?? null,
    output: {
      title: run.title ?? null,
      summary: run.summary ?? null,
      text: run.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: checkSuiteReference(run.suite, repository),
    app: appShape(run.suite.app, repository.world),
    pull_requests: pullRequestsOf(run.headSha, repository),
  };
}

export function annotationShape(annotation: CheckAnnotation, { headSha }: CheckRun, repository: Repository) {
  return {
    path: annotation.path,
    blob_href: `${repository.world.url}/${repository.fullName}/blob/${headSha}/${encodeURI(annotation.path)}`,
    start_line: annotation.start_line,
    start_column: annotation.start_column ?? null,
    end_line: annotation.end_line,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    title: annotation.title ?? null,
    message: annotation.message,
    raw_details: annotation.raw_details ?? null,
  };
}
