import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CONTENTS, REQUESTS, type Sections } from './sections.js';

const FILE = new URL('README.md', import.meta.url);

test('README.md lists the attacks that are tests, and counts them', () => {
  const sections = { ...REQUESTS, ...CONTENTS };
  const names = Object.values(sections).flatMap((attacks) => attacks.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(readFileSync(FILE, 'utf8')).toBe(listOf(sections, names.length));
});

function listOf(sections: Sections, count: number): string {
  let number = 0;
  const lists = Object.entries(sections).map(
    ([title, attacks]) => `## ${title}\n\n${attacks.map(({ name }) => `${++number}. ${name}`).join('\n')}\n`,
  );
  return `# Attacks

${count} attacks on the App, each a test: nothing of it is accepted, and the nearest legitimate thing works. All but the last are made against the whole
App with its database and its analysing process, on the GitHub of [test/github](../github).

${lists.join('\n')}`;
}
