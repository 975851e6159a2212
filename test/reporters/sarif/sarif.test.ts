import { describe, expect, test } from '@jest/globals';
import { renderSarif } from '../../../src/reporters/sarif/sarif.js';
import { POOL_FINDING, REPORT, reportWith } from '../example-report.js';

function runOf(report: typeof REPORT) {
  return JSON.parse(renderSarif(report)).runs[0];
}

describe('the SARIF report', () => {
  const run = runOf(REPORT);

  test('is a log of version 2.1.0 with the rules that ran', () => {
    expect(JSON.parse(renderSarif(REPORT)).version).toBe('2.1.0');
    expect(run.tool.driver.rules[0]).toEqual({
      id: 'db-pool-below-process-threads',
      shortDescription: { text: 'Connection pool smaller than the threads that share it' },
      fullDescription: { text: 'Each thread that runs a query needs its own connection.' },
      help: { text: 'Each thread that runs a query needs its own connection.' },
      defaultConfiguration: { level: 'error' },
    });
  });

  test('writes a finding with its place, related places, fingerprint and fix', () => {
    const region = { startLine: 6, startColumn: 12, endLine: 6, endColumn: 15 };
    const artifactLocation = { uri: 'k8s/production/web.yaml', uriBaseId: 'ROOT' };
    expect(run.results[0]).toEqual({
      ruleId: 'db-pool-below-process-threads',
      ruleIndex: 0,
      level: 'error',
      message: { text: POOL_FINDING.message },
      locations: [
        {
          physicalLocation: { artifactLocation, region },
          logicalLocations: [{ fullyQualifiedName: 'Deployment/shop/web' }],
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'config/database.yml', uriBaseId: 'ROOT' },
            region: { startLine: 3, startColumn: 13, endLine: 3, endColumn: 36 },
          },
          message: { text: 'reads DB_POOL' },
        },
        {
          id: 2,
          physicalLocation: {
            artifactLocation,
            region: { startLine: 7, startColumn: 22, endLine: 7, endColumn: 26 },
          },
          message: { text: 'ConfigMap shop, key RAILS_MAX_THREADS' },
        },
      ],
      partialFingerprints: { 'plumbline/v1': '0123456789abcdef' },
      fixes: [
        {
          description: { text: 'Set the pool to 16.' },
          artifactChanges: [
            { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: '"16"' } }] },
          ],
        },
      ],
      properties: { environments: ['production'], margin: 11 },
    });
  });

  test('writes a suppressed finding with its justification, and a rule for an id that no rule has', () => {
    const suppressed = run.results[2];
    expect(suppressed.ruleId).toBe('hpa-replicas-conflict');
    expect(run.tool.driver.rules[suppressed.ruleIndex]).toEqual({ id: 'hpa-replicas-conflict' });
    expect(suppressed.suppressions[0]).toMatchObject({
      kind: 'inSource',
      justification: 'migrating to KEDA until March',
    });
  });

  test('reports files that were not read as notifications', () => {
    const { toolExecutionNotifications: notifications } = run.invocations[0];
    expect(notifications.map(({ message }: { message: { text: string } }) => message.text)).toEqual([
      'Deployment judged in part: 1 template is not rendered.',
      'Not read: template not rendered.',
    ]);
  });

  test('says at a place what is there', () => {
    const says = 'default of azure_maxmemory_policy: allkeys-lru';
    const [result] = runOf(reportWith({ diagnostics: [{ ...POOL_FINDING, says }] })).results;
    expect(result.locations[0].message).toEqual({ text: says });
  });

  test('says what is new only against a base', () => {
    expect(run.results[0].baselineState).toBeUndefined();
    const states = (['new', 'worsened', 'existing'] as const).map(
      (status) => runOf(reportWith({ diagnostics: [{ ...POOL_FINDING, status }] })).results[0].baselineState,
    );
    expect(states).toEqual(['new', 'updated', 'unchanged']);
  });

  test('escapes paths as URIs', () => {
    const location = { ...POOL_FINDING.location, path: 'k8s/web app#1%.yaml' };
    const hostile = runOf(reportWith({ diagnostics: [{ ...POOL_FINDING, location }] }));
    expect(hostile.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('k8s/web%20app%231%25.yaml');
  });
});
