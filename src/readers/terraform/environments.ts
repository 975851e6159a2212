import { baseName, directoryOf } from './paths.js';
import type { ModuleSource, Repository, VariablesFile } from './repository.js';

/** One application of a root module, and the environment it is for. */
export interface Application {
  readonly module: ModuleSource;
  readonly environment?: string;
  /** Variable files in the order in which they are read, later ones winning. */
  readonly files: readonly VariablesFile[];
  /** Those read after them, by a command line that is not in the repository: in which order, nobody knows. */
  readonly named: readonly VariablesFile[];
}

const WORDS =
  'production|prod|prd|live|staging|stage|stg|preproduction|preprod|pre-production|pre-prod|qa|uat|test|testing|sandbox|review|demo|integration|development|develop|dev';
const ENVIRONMENT_WORD = new RegExp(`^(?:${WORDS})$`, 'i');
const ENVIRONMENT_PARENT = /^(?:environments?|envs?|stages?|deployments?|live|workspaces?)$/i;
/** File names that say nothing about an environment: then the directory does. */
const GENERIC_NAME =
  /^(?:terraform|variables?|vars?|main|inputs?|config|values|app|env|settings|default|defaults|common|global|shared|base)$/i;
const NOT_VALUES = /backend|^(?:.*[-_.])?(?:examples?|samples?|template)[-_.]/i;
const SHARED_NAME = /^(?:common|global|shared|base|defaults?|all)$/i;

/** One application for each environment that the root module has variable files for, else one in all. */
export function applicationsOf(repository: Repository, roots: readonly ModuleSource[]): readonly Application[] {
  const owned = new Map<ModuleSource, VariablesFile[]>(roots.map((root) => [root, []]));
  for (const file of repository.variables) {
    const owner = ownerOf(file, roots);
    if (owner !== undefined) owned.get(owner)?.push(file);
  }
  return roots.flatMap((root) => applicationsOfRoot(root, owned.get(root) ?? []));
}

function applicationsOfRoot(module: ModuleSource, files: readonly VariablesFile[]): readonly Application[] {
  const inPlace = files.filter(({ path }) => isAutomatic(path) && directoryOf(path) === module.directory);
  const automatic = inPlace.toSorted((a, b) => Number(isFirst(b.path)) - Number(isFirst(a.path)));
  const chosen = files.filter((file) => !automatic.includes(file));
  const shared = chosen.filter(({ path }) => SHARED_NAME.test(stem(path)) && environmentOfFile(path) === undefined);
  const byEnvironment = new Map<string, VariablesFile[]>();
  for (const file of chosen) {
    const environment = shared.includes(file) ? undefined : environmentOfFile(file.path);
    if (environment === undefined) continue;
    const known = byEnvironment.get(environment);
    if (known === undefined) byEnvironment.set(environment, [file]);
    else known.push(file);
  }
  if (byEnvironment.size > 0) {
    return [...byEnvironment].map(([environment, own]) => ({
      module,
      environment,
      files: [...automatic, ...shared],
      named: own,
    }));
  }
  const environment = environmentOfDirectory(module.directory);
  return [{ module, files: automatic, named: chosen, ...(environment === undefined ? {} : { environment }) }];
}

/** `terraform.tfvars` first, then `*.auto.tfvars` in order of name: Terraform reads them unasked. */
function isAutomatic(path: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(baseName(path));
}

function isFirst(path: string): boolean {
  return baseName(path).startsWith('terraform.tfvars');
}

/**
 * The root module that a file gives values to: the nearest one of those that declare most of its names. Fits none: a backend
 * configuration with the extension of a variables file (`production_backend.tfvars`), a sample.
 */
function ownerOf({ path, part }: VariablesFile, roots: readonly ModuleSource[]): ModuleSource | undefined {
  if (NOT_VALUES.test(baseName(path)) || part.values.length === 0) return undefined;
  let best: { readonly module: ModuleSource; readonly score: number } | undefined;
  for (const module of roots) {
    const declared = part.values.filter(({ name }) => module.variables.has(name)).length;
    if (declared * 2 < part.values.length) continue;
    const score = declared * 100 - distance(directoryOf(path), module.directory);
    if (best === undefined || score > best.score) best = { module, score };
  }
  return best?.module;
}

/** Steps up and down between two directories. */
function distance(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < left.length && left[common] === right[common]) common += 1;
  return left.length + right.length - 2 * common;
}

function stem(path: string): string {
  return baseName(path).replace(/(?:\.auto)?\.tfvars(?:\.json)?$/, '');
}

/** `production` of `config/production/variables.tfvars.json`, `config_production.tfvars`, `production.tfvars`. */
function environmentOfFile(path: string): string | undefined {
  const name = stem(path).replace(
    /^(?:config|env|vars|variables|terraform)[-_.]|[-_.](?:config|env|vars|variables|terraform)$/gi,
    '',
  );
  if (name !== '' && !GENERIC_NAME.test(name)) return name;
  return (
    environmentOfDirectory(directoryOf(path)) ?? parentUnder(directoryOf(path), /^(?:config|configs|vars|tfvars)$/i)
  );
}

/** The innermost directory that is named after an environment, or that lies in `environments/`. */
function environmentOfDirectory(directory: string): string | undefined {
  const segments = directory.split('/').reverse();
  return segments.find((segment) => ENVIRONMENT_WORD.test(segment)) ?? parentUnder(directory, ENVIRONMENT_PARENT);
}

function parentUnder(directory: string, parent: RegExp): string | undefined {
  const segments = directory.split('/');
  const index = segments.findLastIndex((_, at) => at > 0 && parent.test(segments[at - 1] ?? ''));
  return index === -1 ? undefined : segments[index];
}
