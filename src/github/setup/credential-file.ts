import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Credentials, readPrivateKey, weaknessOfSecret } from '../../settings/credentials.js';
import { makeDataFolder } from '../../settings/data-folder.js';
import { errorCode } from '../../workspace/error-code.js';

const NAME = 'credentials.json';

const CredentialFile = z.object({
  appId: z.int().positive(),
  privateKey: z.string().refine((key) => readPrivateKey(key) !== undefined),
  webhookSecret: z.string().refine((secret) => weaknessOfSecret(secret) === undefined),
});

export type StoredCredentials =
  | { readonly state: 'stored'; readonly credentials: Credentials; readonly readableByOthers: boolean }
  | { readonly state: 'none' }
  /** There is a file, and it cannot be used; `problem` says what to do. */
  | { readonly state: 'broken'; readonly problem: string };

/** The credentials that setup stored in the data folder. */
export async function loadCredentials(dataDirectory: string): Promise<StoredCredentials> {
  const path = join(dataDirectory, NAME);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { state: 'none' };
    return { state: 'broken', problem: `${path} cannot be read. Let the user that Plumbline runs as read it.` };
  }
  const parsed = CredentialFile.safeParse(jsonIn(text));
  if (!parsed.success) {
    return { state: 'broken', problem: `${path} holds no valid credentials. Delete it to set up an App anew.` };
  }
  const { mode } = await stat(path);
  return { state: 'stored', credentials: parsed.data, readableByOthers: (mode & 0o007) !== 0 };
}

/** Stores them so that a crash leaves the old file or the new one, and nobody else may read either. */
export async function storeCredentials(dataDirectory: string, credentials: Credentials): Promise<void> {
  await makeDataFolder(dataDirectory);
  const { appId, privateKey, webhookSecret } = credentials;
  const path = join(dataDirectory, NAME);
  const unfinished = `${path}.${randomUUID()}`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ appId, privateKey, webhookSecret }, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
