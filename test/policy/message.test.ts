import { expect, test } from '@jest/globals';
import { evaluateRules } from '../../src/policy/evaluate.js';
import { hidden, modelOf, webProcess } from './model-builder.js';
import { compiled, rule } from './rules-for-test.js';

function messageOf(template: string): string | undefined {
  const body = `subject: process\nseverity: error\nrequire: "false"\nmessage: ${JSON.stringify(template)}\n`;
  return evaluateRules(modelOf(webProcess({ shutdownTimeout: hidden })), compiled(rule('says', body))).diagnostics[0]
    ?.message;
}

test.each([
  ['{process.name} has {process.pool}', 'web has 5'],
  ['{process.pool > 3 ? "many {}" : "few"}', 'many {}'],
  ['{{literal}} braces', '{literal} braces'],
  ['{plural(process.pool, "connection", "connections")}', '5 connections'],
  ['{plural(1, "connection", "connections")}', '1 connection'],
  ['{plural(0, "connection", "connections")}', '0 connections'],
  ['{asMemory(process.memory.limit)}', '2Gi'],
  ['{asMemory(process.memory.limit * 3 / 4)}', '1.5Gi'],
  ['{asMemory(memory("1900Mi"))}', '1900Mi'],
  ['{asMemory(memory("512Mi"))}', '512Mi'],
  ['{asMemory(1000000)}', '1000000 bytes'],
  ['{asCpus(process.cpu.limit)}, {asCpus(1000)} and {asCpus(1500)}', '2 CPUs, 1 CPU and 1500m CPU'],
  ['{ceilDiv(7, 2)} {ceilDiv(8, 2)} {ceilDiv(-7, 2)} {max(1, 2)} {min(1, 2)}', '4 4 -3 2 1'],
  [
    '{versionAtLeast("6.10", "6.9.1")} {versionAtLeast("7", "7.0.1")} {versionAtLeast("8.0.0.rc1", "8")}',
    'true false true',
  ],
  ['{process.gems.puma}', '7.2.1'],
  ['stops within {process.shutdownTimeout} s', 'stops within (unknown) s'],
])('%s', (template, expected) => {
  expect(messageOf(template)).toBe(expected);
});
