import { readFileSync } from 'node:fs';

/** What may be given as the path of a file instead, as Docker and Kubernetes mount secrets. */
const FILES: Readonly<Record<string, string>> = {
  PRIVATE_KEY_PATH: 'PRIVATE_KEY',
  WEBHOOK_SECRET_FILE: 'WEBHOOK_SECRET',
  DATABASE_URL_FILE: 'DATABASE_URL',
};

export interface Variables {
  /** Those that are set and not empty. */
  readonly variables: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** The environment with the contents of the files that it names. */
export function withFiles(environment: NodeJS.ProcessEnv): Variables {
  const variables: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value.trim() !== '') variables[name] = value;
  }
  for (const [pathName, name] of Object.entries(FILES)) {
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
