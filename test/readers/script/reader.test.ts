import { expect, test } from '@jest/globals';
import { scriptReader } from '../../../src/readers/script/reader.js';
import { Source } from '../../../src/syntax/source.js';

test.each([
  ['bin/docker-entrypoint', true],
  ['docker/start-puma.sh', true],
  ['entrypoint.sh', true],
  ['docker-entrypoint', true],
  ['node_modules/x/bin/y', false],
  ['test/run.sh', false],
  ['app/models/user.rb', false],
])('%s may be a script: %s', (path, expected) => expect(scriptReader.matches(path)).toBe(expected));

test.each([
  ['bin/start', '#!/usr/bin/env bash\nexec puma', true],
  ['bin/start', '#!/bin/bash -e\nexec puma', true],
  ['bin/start', 'exec puma', false],
  ['bin/rails', '#!/usr/bin/env ruby\n', false],
  ['run.sh', 'exec puma', true],
  ['run.sh', `#!/bin/sh\n${'#'.repeat(33 * 1024)}`, false],
])('%s is kept when it is shell of a sensible size', (path, text, kept) => {
  expect(scriptReader.read(new Source(path, text)).part?.map((script) => script.text)).toEqual(
    kept ? [text] : undefined,
  );
});
