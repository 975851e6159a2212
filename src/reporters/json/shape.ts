import { z } from 'zod';
import { PROCESS_KINDS } from '../../model/model.js';

const path = z.string().describe('Relative to the repository root, with forward slashes');
const position = z.int().min(1).describe('1-based; columns count UTF-16 code units');

const hop = z
  .strictObject({ path, line: position, column: position, says: z.string() })
  .meta({ id: 'hop', description: 'One place that decided the value' });

const unknownLeaf = z
  .strictObject({
    unknown: z.enum([
      'hidden-in-secret',
      'outside-repository',
      'template-not-rendered',
      'not-computable',
      'file-not-read',
      'not-declared',
      'not-deployed',
      'ambiguous',
    ]),
    detail: z.string().describe('What is missing, in words'),
    trail: z.array(hop),
  })
  .meta({ id: 'unknown', description: 'A value that nobody can know from the repository' });

function knownLeaf<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, trail: z.array(hop).min(1) });
}

/** A value with its trail, or the reason why nobody can know it from the repository. */
function leaf<Value extends z.ZodType>(value: Value) {
  return z.union([knownLeaf(value), unknownLeaf]);
}

const number = leaf(z.number()).meta({ id: 'number' });
const text = leaf(z.string()).meta({ id: 'text' });
const truth = leaf(z.boolean()).meta({ id: 'truth' });
const NULL = 'null: declared nowhere';
const numberSetting = leaf(z.number().nullable()).meta({ id: 'numberSetting', description: NULL });
const textSetting = leaf(z.string().nullable()).meta({ id: 'textSetting', description: NULL });
const truthSetting = leaf(z.boolean().nullable()).meta({ id: 'truthSetting', description: NULL });

const numberSettings = z.strictObject({ min: numberSetting, max: numberSetting });
const resources = z.strictObject({ request: numberSetting, limit: numberSetting });

const place = z
  .strictObject({
    path,
    startLine: position,
    startColumn: position,
    endLine: position,
    endColumn: position.describe('1-based, exclusive'),
  })
  .meta({ id: 'place' });

const probe = z.strictObject({
  action: z.string(),
  path: textSetting,
  port: numberSetting,
  scheme: z.string(),
  initialDelaySeconds: number,
  periodSeconds: number,
  failureThreshold: number,
});

const variable = z
  .union([
    z.strictObject({ name: z.string(), ...knownLeaf(z.string()).shape }),
    z.strictObject({ name: z.string(), ...unknownLeaf.shape }),
  ])
  .describe('One environment variable; what a Secret holds is always unknown');

const processShape = z.strictObject({
  id: z.string().describe('Workload type, workload, container: Deployment/web/rails-app'),
  name: z.string(),
  kind: z.enum(PROCESS_KINDS),
  location: place,
  command: text,
  railsEnv: textSetting.describe('null: runs no Rails (nginx, redis)'),
  replicas: z.strictObject({ min: number, max: number }),
  threads: numberSettings,
  workers: numberSetting,
  processes: number.describe('Operating system processes that each own a pool'),
  concurrency: numberSetting,
  pools: z.record(z.string(), numberSetting).describe('By database; null is unlimited'),
  memory: resources.describe('Bytes'),
  cpu: resources.describe('Millicores'),
  gracePeriodSeconds: number,
  probes: z.record(z.string(), probe).describe('By name: liveness, readiness, startup'),
  env: z.array(variable),
  envOpen: truth.describe('True when variables may exist that were not read'),
});

const database = z.strictObject({
  name: z.string(),
  provider: z.string(),
  location: place,
  engine: textSetting,
  version: textSetting,
  instanceClass: textSetting,
  usableConnections: z.strictObject({ low: number, high: number }),
  demand: z.strictObject({
    steady: number,
    rollout: number,
    draining: number,
    ceiling: number,
    lines: z.array(
      z.strictObject({
        process: z.string(),
        pods: number,
        processes: number,
        connections: number,
        total: number,
      }),
    ),
  }),
});

const cache = z.strictObject({
  name: z.string(),
  provider: z.string(),
  location: place,
  engine: textSetting,
  version: textSetting,
  tls: truthSetting,
  evictionPolicy: text,
  jobConsumers: leaf(z.array(z.string())),
  cacheStore: truth,
});

const environment = z.strictObject({
  name: z.string(),
  sources: z.array(path),
  processes: z.array(processShape),
  databases: z.array(database),
  caches: z.array(cache),
});

const range = place.omit({ path: true });

const diagnostic = z
  .strictObject({
    ruleId: z.string(),
    severity: z.enum(['error', 'warning', 'notice']),
    status: z
      .enum(['new', 'worsened', 'existing'])
      .optional()
      .describe('Against the base revision; absent without one'),
    subject: z.string(),
    environments: z.array(z.string()),
    message: z.string(),
    location: place,
    says: z.string().optional().describe('What is at the location; absent where it is no value'),
    related: z.array(z.strictObject({ ...place.shape, says: z.string() })),
    suggestions: z.array(
      z.strictObject({
        title: z.string(),
        edits: z.array(z.strictObject({ path, range, newText: z.string() })),
      }),
    ),
    margin: z.number().optional().describe('By how much the requirement is missed; grows as it gets worse'),
    fingerprint: z.string().describe('Stable while rule and subject stay: no lines, no values'),
  })
  .meta({ id: 'diagnostic' });

const suppressed = z.strictObject({
  ...diagnostic.shape,
  suppression: z.strictObject({ reason: z.string(), location: place }),
});

const undecided = z.strictObject({
  ruleId: z.string(),
  subject: z.string(),
  environments: z.array(z.string()),
  reason: z.string(),
  missing: z.array(z.string()),
});

const coverage = z.strictObject({
  filesRead: z.int().min(0),
  filesNotRead: z.array(z.strictObject({ path, reason: z.string() })),
  deployment: z
    .enum(['judged', 'in-part', 'not-judged', 'none'])
    .describe(
      'How much of what is deployed was judged: files that declare workloads may not be readable; none: nothing deploys',
    ),
  rulesPassed: z.int().min(0).describe('Checks that passed: one rule on one subject is one check'),
  rulesFailed: z.int().min(0),
  rulesUndecided: z.int().min(0),
});

const revision = z.strictObject({ ref: z.string().optional(), commit: z.string().optional() });

/** The JSON report, version 1. Published as `schema/report-1.schema.json`. */
export const reportShape = z
  .strictObject({
    version: z.literal(1),
    tool: z.strictObject({ name: z.literal('plumbline'), version: z.string() }),
    revision: z.strictObject({ ...revision.shape, base: revision.optional() }),
    environments: z.array(environment),
    diagnostics: z.array(diagnostic),
    suppressed: z.array(suppressed),
    undecided: z.array(undecided),
    unobeyed: z
      .array(z.strictObject({ path, says: z.string() }))
      .optional()
      .describe('What the head says about how it is to be judged, where the base, which is obeyed, says otherwise'),
    coverage,
  })
  .meta({ title: 'Plumbline report', description: 'What `plumbline check --format json` writes' });

/** What `plumbline inspect --format json` writes. */
export const inspectionShape = z.strictObject({
  version: z.literal(1),
  tool: reportShape.shape.tool,
  revision,
  environments: z.array(environment),
});

export type ReportJson = z.infer<typeof reportShape>;
export type InspectionJson = z.infer<typeof inspectionShape>;
export type EnvironmentJson = z.infer<typeof environment>;
export type ProcessJson = z.infer<typeof processShape>;
export type DiagnosticJson = z.infer<typeof diagnostic>;
export type PlaceJson = z.infer<typeof place>;
export type HopJson = z.infer<typeof hop>;
export type UnknownJson = z.infer<typeof unknownLeaf>;
