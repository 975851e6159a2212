import { readFileSync } from 'node:fs';

export interface Variables {
  /** Those that are set and not empty. */
  readonly variables: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * The environment with the contents of the files that it names, as Docker and Kubernetes mount secrets. `files`: which variable may be
 * given as the path of a file in which other.
 */
export function withFiles(environment: NodeJS.ProcessEnv, files: Readonly<Record<string, string>>): Variables {
  const variables: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value.trim() !== '') variables[name] = value;
  }
  for (const [pathName, name] of Object.entries(files)) {
    const path = variables[pathName];
    if (path === undefined) continue;
    if (variables[name] !== undefined) problems.push(`Set ${name} or ${pathName}, not both.`);
    const text = readText(path);
    if (text === undefined)
      problems.push(`${pathName} names a file that cannot be read. Correct the path, or let this user read it.`);
    else variables[name] = text;
  }
  return { variables, problems };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
