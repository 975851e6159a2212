import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Does one random thing to a tree, and says what. `removed` are the files that earlier edits took away, by path. */
export function editTree(root, { below, pick }, removed) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'schema.rb')
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
  const path = pick(files);
  const text = readFileSync(join(root, path), 'utf8');
  const put = (where, what) => {
    mkdirSync(dirname(join(root, where)), { recursive: true });
    writeFileSync(join(root, where), what);
  };
  const lines = text.split('\n');
  const at = below(lines.length);
  switch (below(13)) {
    case 0:
      put(path, lines.toSpliced(at, 1).join('\n'));
      return `takes line ${at + 1} out of ${path}`;
    case 1:
      put(path, lines.toSpliced(at, 0, lines[at]).join('\n'));
      return `doubles line ${at + 1} of ${path}`;
    case 2:
    case 3: {
      const number = below(12);
      put(
        path,
        text.replace(/\d+/g, (digits, offset) => (offset % 7 === number % 7 ? String(number) : digits)),
      );
      return `writes ${number} for numbers in ${path}`;
    }
    case 4:
      rmSync(join(root, path));
      removed.set(path, text);
      return `removes ${path}`;
    case 5: {
      const [back] = [...removed.keys()].filter(() => below(2) === 0);
      if (back === undefined || existsSync(join(root, back))) return 'does nothing';
      put(back, removed.get(back));
      removed.delete(back);
      return `brings ${back} back`;
    }
    case 6: {
      const copy = path.replace(/([^/]+)$/, `copy${below(3)}-$1`);
      put(copy, text);
      return `copies ${path} to ${copy}`;
    }
    case 7: {
      const words = [
        'production',
        'staging',
        'qa',
        'app-1',
        'app-2',
        'common',
        'comon',
        'worker',
        'web',
        'storefront',
        'shop',
      ];
      const [from, to] = [pick(words), pick(words)];
      put(path, text.replaceAll(from, to));
      return `writes ${to} for ${from} in ${path}`;
    }
    case 8: {
      const map = pick(files.filter((each) => /configmap|shared/.test(each)) ?? [path]) ?? path;
      const key = pick([
        'RAILS_MAX_THREADS',
        'WEB_CONCURRENCY',
        'REDIS_URL',
        'EXTRA',
        'SIDEKIQ_CONCURRENCY',
        'DATABASE_URL',
      ]);
      const old = readFileSync(join(root, map), 'utf8');
      put(map, old.replace(/^data:\n/m, `data:\n  ${key}: "${below(20)}"\n`));
      return `sets ${key} in ${map}`;
    }
    case 9: {
      const rule = pick(['memory-limit-missing', 'contract-pool-bounds', 'env-reference-unresolved', 'no-such-rule']);
      put(path, lines.toSpliced(at, 0, `# plumbline:ignore ${rule} ${pick(['because', ''])}`).join('\n'));
      return `silences ${rule} in ${path}:${at + 1}`;
    }
    case 10: {
      const options = [
        'rules:\n  contract-pool-bounds: off\n',
        'exclude: ["deploy/qa/**"]\n',
        'rules:\n  hpa-target-missing: error\n',
        '',
        'environments:\n  production:\n    paths: ["deploy/qa/**"]\n',
        'fail_on: notice\n',
        'nonsense: true\n',
      ];
      put('.github/plumbline.yml', pick(options));
      return 'writes another configuration';
    }
    case 11: {
      const rule = '.plumbline/rules/own/servers-in-reach/rule.yaml';
      if (!existsSync(join(root, rule))) return 'does nothing';
      put(rule, readFileSync(join(root, rule), 'utf8').replace(/< \d+/, `< ${1 + below(9)}`));
      return 'changes a rule of the repository';
    }
    default:
      put(`deploy/${pick(['production', 'staging', 'qa', 'blue'])}/new${below(4)}.yaml`, pick([text, 'a: [', '']));
      return `adds a manifest with the text of ${path}`;
  }
}
