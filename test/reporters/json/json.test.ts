import { describe, expect, test } from '@jest/globals';
import { renderInspectionJson, renderJson } from '../../../src/reporters/json/json.js';
import { inspectionShape, reportShape } from '../../../src/reporters/json/shape.js';
import type { Report } from '../../../src/reporters/report.js';
import { PRODUCTION, REPORT, reportWith, WEB } from '../example-report.js';

function textOf(report: Report): string {
  return Buffer.concat([...renderJson(report)]).toString('utf8');
}

describe('the JSON report', () => {
  const json = reportShape.parse(JSON.parse(textOf(REPORT)));
  const [process] = json.environments[0]?.processes ?? [];

  test('names the tool and the revision', () => {
    expect({ version: json.version, tool: json.tool, revision: json.revision }).toEqual({
      version: 1,
      tool: { name: 'plumbline', version: '1.2.3' },
      revision: { ref: 'main', commit: '1f3870be274f6c49b3e31a0c6728957f30f1e2d3' },
    });
  });

  test('gives every value its trail, nearest first', () => {
    expect(process?.pools).toEqual({
      primary: {
        value: 5,
        trail: [{ path: 'k8s/production/web.yaml', line: 6, column: 12, says: 'ConfigMap shop, key DB_POOL' }],
      },
    });
  });

  test('gives an unknown value its reason', () => {
    expect(process?.env[0]).toEqual({
      name: 'DATABASE_URL',
      unknown: 'hidden-in-secret',
      detail: 'Secret shop, key url',
      trail: [],
    });
  });

  test('tells declared nowhere from unknown', () => {
    expect(process?.cpu.limit).toEqual({
      value: null,
      trail: [{ path: 'k8s/production/web.yaml', line: 4, column: 1, says: 'declares none' }],
    });
  });

  test('writes a finding with its places and verified suggestions only', () => {
    expect(json.diagnostics[0]).toEqual({
      ruleId: 'db-pool-below-process-threads',
      severity: 'error',
      subject: 'Deployment/shop/web',
      environments: ['production'],
      message: 'Puma in container web runs 16 threads but Active Record may open only 5 connections.',
      location: { path: 'k8s/production/web.yaml', startLine: 6, startColumn: 12, endLine: 6, endColumn: 15 },
      related: [
        {
          path: 'config/database.yml',
          startLine: 3,
          startColumn: 13,
          endLine: 3,
          endColumn: 36,
          says: 'reads DB_POOL',
        },
        {
          path: 'k8s/production/web.yaml',
          startLine: 7,
          startColumn: 22,
          endLine: 7,
          endColumn: 26,
          says: 'ConfigMap shop, key RAILS_MAX_THREADS',
        },
      ],
      suggestions: [
        {
          title: 'Set the pool to 16.',
          edits: [
            {
              path: 'k8s/production/web.yaml',
              range: { startLine: 6, startColumn: 12, endLine: 6, endColumn: 15 },
              newText: '"16"',
            },
          ],
        },
      ],
      margin: 11,
      fingerprint: '0123456789abcdef',
    });
  });

  test('lists what was suppressed, undecided and not read', () => {
    expect(json.suppressed[0]?.suppression.reason).toBe('migrating to KEDA until March');
    expect(json.undecided[0]).toEqual({
      ruleId: 'db-connection-budget-exceeded',
      subject: 'primary',
      environments: ['production'],
      reason: 'outside-repository',
      missing: ['max_connections of primary'],
    });
    expect(json.coverage).toEqual({
      filesRead: 41,
      filesNotRead: [{ path: 'charts/shop/templates/web.yaml', reason: 'template not rendered' }],
      deployment: 'in-part',
      rulesPassed: 14,
      rulesFailed: 2,
      rulesUndecided: 2,
    });
  });

  test('keeps a database named __proto__ as a key like any other', () => {
    const [pool] = WEB.pools;
    if (pool === undefined) throw new Error('the example has a pool');
    const web = { ...WEB, pools: [{ ...pool, database: '__proto__' }] };
    const hostile = reportWith({ model: { environments: [{ ...PRODUCTION, processes: [web] }] } });
    expect(textOf(hostile)).toContain('"__proto__": {\n              "value": 5');
  });
});

test('the JSON of an inspection has the same environments', () => {
  const inspection = inspectionShape.parse(JSON.parse(renderInspectionJson(REPORT)));
  expect(inspection.environments).toEqual(JSON.parse(textOf(REPORT)).environments);
});
