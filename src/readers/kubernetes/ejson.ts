import type { ConfigSource } from '../../model/facts/workload.js';
import type { Traced } from '../../model/traced.js';
import { unknown } from '../../model/traced.js';
import type { YamlNode } from '../../syntax/yaml/node.js';
import { Fields, hop } from './fields.js';
import type { ManifestFile } from './manifest-file.js';

/** The encrypted file from which krane makes Secrets when it deploys the folder. */
export function isEjsonPath(path: string): boolean {
  return /(?:^|\/)secrets\.ejson$/.test(path);
}

/** The Secrets that an ejson file makes (krane `ejson_secret_provisioner.rb`); their values are never looked at, encrypted or not. */
export function ejsonSecretsOf(file: ManifestFile, document: YamlNode | null): readonly ConfigSource[] {
  const secrets = Fields.of(file, document ?? undefined).child('kubernetes_secrets');
  return (secrets.mapping?.entries ?? []).map(({ key, value }) => {
    const name = key.text;
    const keys = Fields.of(file, value).child('data').scalars();
    return {
      kind: 'config-source',
      type: 'Secret',
      name,
      placement: {},
      data: Object.fromEntries(keys.map((entry): [string, Traced<string>] => hiddenEntry(name, entry.name, entry.key))),
      binaryKeys: [],
      open: false,
      at: key.at,
    };
  });
}

/** A leading underscore only tells ejson to leave the value unencrypted. */
function hiddenEntry(secret: string, written: string, key: YamlNode): [string, Traced<string>] {
  const name = written.replace(/^_/, '');
  const says = `Secret ${secret}, key ${name}`;
  return [name, unknown('hidden-in-secret', says, [hop(key.at, says)])];
}
