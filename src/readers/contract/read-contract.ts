import type { Contract } from '../../model/facts/contract.js';
import type { SyntaxProblem } from '../../syntax/problem.js';
import type { Source } from '../../syntax/source.js';
import { parseYaml } from '../../syntax/yaml/parse.js';
import { budgetIn } from './budget.js';
import { formulasIn, poolFormula } from './formulas.js';
import { Section } from './section.js';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WORD = /^\S+$/;

/**
 * Reads an infrastructure contract. What is wrong in it is reported, each at its place and with what would be right; the
 * rest of it is read all the same, unless the file is no YAML mapping or is written for another version of the schema.
 */
export function readContract(source: Source): {
  readonly contract?: Contract;
  readonly problems: readonly SyntaxProblem[];
} {
  const { documents, problems: syntax } = parseYaml(source, { schema: 'ruby' });
  const problems = [...syntax];
  const [root] = documents;
  if (root?.kind !== 'mapping') {
    const message = 'an infrastructure contract is a mapping that begins with schema_version: "1.0"';
    return { problems: problems.length > 0 ? problems : [{ message, at: source.location(0, 0) }] };
  }
  const section = new Section(source, root, '', problems);
  if (!hasSupportedVersion(section)) return { problems };
  const contract = contractIn(section, source.path);
  section.finish();
  return { contract, problems };
}

/** `schema_version: "1.0"`; `version: 1` is taken for the same. */
function hasSupportedVersion(root: Section): boolean {
  const version = root.anyScalar('schema_version') ?? root.anyScalar('version');
  if (version === undefined) {
    root.problem(root.at, 'the contract does not say which schema it follows: add schema_version: "1.0"');
    return true;
  }
  if (/^1(?:\.0)?$/.test(version.value)) return true;
  root.problem(
    version.trail[0].location,
    `schema_version ${JSON.stringify(version.value)} is not supported: only "1.0" is`,
  );
  return false;
}

function contractIn(root: Section, path: string): Contract {
  const application = root.section('application', applicationIn);
  const compute = root.section('compute', computeIn);
  const database = root.section('database', (section) => ({
    settings: databaseIn(section),
    formulas: poolFormula(section),
  }));
  const cache = root.section('cache', cacheIn);
  const environmentVariables = root.section('environment_variables', variablesIn);
  const health = root.section('health', healthIn);
  const memory = root.section('memory', memoryIn);
  const extraDatabaseThreads = root.wholeNumber('extra_db_threads', 0);
  const further = formulasIn(root);
  if (database?.formulas[0] !== undefined) {
    const twice = further.find(({ name }) => name === 'pool_formula');
    if (twice) root.problem(twice.at, 'formulas.pool_formula has the name of database.pool_formula: give it another');
  }
  return {
    kind: 'contract',
    path,
    ...(application && { application }),
    ...(compute && { compute }),
    ...(database && { database: database.settings }),
    ...(cache && { cache }),
    ...(environmentVariables && { environmentVariables }),
    ...(health && { health }),
    formulas: [...(database?.formulas ?? []), ...further],
    budget: budgetIn(root),
    ...(memory && { memory }),
    ...(extraDatabaseThreads && { extraDatabaseThreads }),
    at: root.at,
  };
}

function applicationIn(section: Section): NonNullable<Contract['application']> {
  const name = section.text('name');
  const framework = section.text('framework');
  const version = section.anyScalar('version');
  return { ...(name && { name }), ...(framework && { framework }), ...(version && { version }) };
}

function computeIn(section: Section): NonNullable<Contract['compute']> {
  const minReplicas = section.wholeNumber('min_replicas', 0);
  const maxReplicas = section.wholeNumber('max_replicas', 1);
  section.inOrder(minReplicas, 'min_replicas', maxReplicas, 'max_replicas');
  const resources = section.section('resources', (each) => {
    const requests = each.section('requests', resourcesIn);
    const limits = each.section('limits', resourcesIn);
    each.inOrder(requests?.memory, 'requests.memory', limits?.memory, 'limits.memory');
    each.inOrder(requests?.cpu, 'requests.cpu', limits?.cpu, 'limits.cpu');
    return { ...(requests && { requests }), ...(limits && { limits }) };
  });
  return { ...(minReplicas && { minReplicas }), ...(maxReplicas && { maxReplicas }), ...resources };
}

function resourcesIn(section: Section) {
  const memory = section.memory('memory');
  const cpu = section.cpu('cpu');
  return { ...(memory && { memory }), ...(cpu && { cpu }) };
}

function databaseIn(section: Section): NonNullable<Contract['database']> {
  const adapter = section.text('adapter');
  const minPool = section.wholeNumber('min_pool', 1);
  const maxPool = section.wholeNumber('max_pool', 1);
  section.inOrder(minPool, 'min_pool', maxPool, 'max_pool');
  return {
    ...(adapter && { adapter }),
    ...(minPool && { minPool }),
    ...(maxPool && { maxPool }),
    requiredExtensions: section.words('required_extensions', WORD, 'extension name') ?? [],
  };
}

function cacheIn(section: Section): NonNullable<Contract['cache']> {
  const adapter = section.text('adapter');
  return {
    ...(adapter && { adapter }),
    requiredCommands: section.words('required_commands', WORD, 'command name') ?? [],
  };
}

function variablesIn(section: Section): NonNullable<Contract['environmentVariables']> {
  const defaults = section.section('optional_with_defaults', (each) =>
    each.names.flatMap((name) => {
      const value = each.anyScalar(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return {
    required: section.words('required', VARIABLE, 'variable name') ?? [],
    optionalWithDefaults: Object.fromEntries(defaults ?? []),
  };
}

function healthIn(section: Section): NonNullable<Contract['health']> {
  const livenessPath = section.matching('liveness_path', /^\//, 'a path that begins with /');
  const readinessPath = section.matching('readiness_path', /^\//, 'a path that begins with /');
  const startupTimeoutSeconds = section.wholeNumber('startup_timeout_seconds', 1);
  return {
    ...(livenessPath && { livenessPath }),
    ...(readinessPath && { readinessPath }),
    ...(startupTimeoutSeconds && { startupTimeoutSeconds }),
  };
}

/** Measured memory is of use only when both parts of it are known. */
function memoryIn(section: Section): Contract['memory'] {
  const base = section.memory('base');
  const perWorker = section.memory('per_worker');
  if (base !== undefined && perWorker !== undefined) return { base, perWorker };
  const missing = ['base', 'per_worker'].find((key) => section.node(key) === undefined);
  if (missing) section.problem(section.at, `memory.${missing} is missing: memory needs both base and per_worker`);
  return undefined;
}
