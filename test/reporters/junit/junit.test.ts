import { describe, expect, test } from '@jest/globals';
import { renderJunit } from '../../../src/reporters/junit/junit.js';
import { HOSTILE_MESSAGE, POOL_FINDING, REPORT, reportWith } from '../example-report.js';

describe('the JUnit report', () => {
  test('has a suite for each environment and one for the repository', () => {
    expect(renderJunit(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="plumbline" tests="8" failures="2" errors="0" skipped="5">
  <testsuite name="production" tests="5" failures="2" errors="0" skipped="3">
    <testcase classname="db-pool-below-process-threads" name="Deployment/shop/web">
      <failure type="error" message="Puma in container web runs 16 threads but Active Record may open only 5 connections.">k8s/production/web.yaml:6:12
Puma in container web runs 16 threads but Active Record may open only 5 connections.
config/database.yml:3 reads DB_POOL
k8s/production/web.yaml:7 ConfigMap shop, key RAILS_MAX_THREADS</failure>
    </testcase>
    <testcase classname="pdb-blocks-drain" name="PodDisruptionBudget/shop">
      <failure type="warning" message="PDB shop keeps 3 of 3 pods available.">k8s/production/web.yaml:5:3
PDB shop keeps 3 of 3 pods available.</failure>
    </testcase>
    <testcase classname="hpa-replicas-conflict" name="PodDisruptionBudget/shop">
      <skipped message="suppressed: migrating to KEDA until March"/>
    </testcase>
    <testcase classname="db-connection-budget-exceeded" name="primary">
      <skipped message="undecided, the value comes from outside the repository: max_connections of primary"/>
    </testcase>
    <testcase classname="redis-eviction-unsafe-for-jobs" name="redis">
      <skipped message="undecided, the value comes from outside the repository: the eviction policy of redis"/>
    </testcase>
  </testsuite>
  <testsuite name="repository" tests="3" failures="0" errors="0" skipped="2">
    <testcase classname="file-not-read" name="charts/shop/templates/web.yaml">
      <skipped message="not read: template not rendered"/>
    </testcase>
    <testcase classname="deployment-not-judged" name="deployment">
      <skipped message="deployment judged in part: 1 template is not rendered"/>
    </testcase>
    <testcase classname="checks-passed" name="14 checks passed"/>
  </testsuite>
</testsuites>
`);
  });

  test('has no such case where all that is deployed was judged', () => {
    const coverage = { ...REPORT.coverage, filesNotRead: [] };
    expect(renderJunit(reportWith({ coverage }))).not.toContain('deployment-not-judged');
  });

  test('escapes markup and replaces what XML cannot hold', () => {
    const hostile = { ...POOL_FINDING, subject: HOSTILE_MESSAGE, message: 'line\none' };
    expect(renderJunit(reportWith({ diagnostics: [hostile] }))).toContain(
      'name="pool `5` | &lt;img src=x onerror=alert(1)&gt; @everyone #1 [click](javascript:x) https://evil.example �[31m\u202e ]]&gt; --&gt; �"',
    );
  });

  test('keeps a line break in an attribute', () => {
    const broken = { ...POOL_FINDING, message: 'one\ntwo "three"' };
    expect(renderJunit(reportWith({ diagnostics: [broken] }))).toContain('message="one&#10;two &quot;three&quot;"');
  });
});
