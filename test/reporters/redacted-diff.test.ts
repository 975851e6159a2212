import { expect, test } from '@jest/globals';
import { redactedDiff } from '../../src/reporters/redacted-diff.js';

const SECRET = 'kind: Secret\nstringData:\n  TOKEN: hunter2\n---\nkind: ConfigMap\ndata:\n  POOL: "5"\n';

test('values of a Secret near a change are not shown', () =>
  expect(
    redactedDiff(
      '--- a/web.yaml\n+++ b/web.yaml\n@@ -2,6 +2,6 @@\n stringData:\n   TOKEN: hunter2\n ---\n kind: ConfigMap\n data:\n-  POOL: "5"\n+  POOL: "16"\n',
      new Map([['web.yaml', SECRET]]),
    ),
  ).toBe(
    '--- a/web.yaml\n+++ b/web.yaml\n@@ -2,6 +2,6 @@\n stringData:\n   TOKEN: •••••••\n ---\n kind: ConfigMap\n data:\n-  POOL: "5"\n+  POOL: "16"\n',
  ));

test('neither are passwords of addresses, nor what acts on a terminal or hides text', () => {
  const shown = redactedDiff(
    '-url: postgres://shop:hunter2@db/shop\n+url: postgres://shop:hunter3@db/shop?pool=16\u001b[2K\u202e\n',
    new Map([['web.yaml', 'url: postgres://shop:hunter2@db/shop\n']]),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  expect(shown).not.toMatch(/hunter|\u001b|\u202e/);
  expect(shown).toMatch(/^-url: postgres:\/\/shop:.*@db\/shop\n\+url: postgres:\/\/shop:.*@db\/shop\?pool=16/);
});

test('other lines stay as they are, however long', () => {
  const diff = `@@ -1,1 +1,1 @@\n-a: 1\n+a: ${'x'.repeat(2000)}\n`;
  expect(redactedDiff(diff, new Map([['web.yaml', 'a: 1\n']]))).toBe(diff);
});
