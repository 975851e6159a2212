import { expect, test } from '@jest/globals';
import { withLargeStack } from '../../../src/syntax/ruby/prism-stack.js';

test('a module whose stack is elsewhere than in the known version is refused, not patched', () => {
  expect(() => withLargeStack(Buffer.from('0061736d01000000', 'hex'))).toThrow(
    'prism.wasm is not that of @ruby/prism 1.9.0',
  );
});
