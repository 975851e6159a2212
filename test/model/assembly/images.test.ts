import { expect, test } from '@jest/globals';
import { applicationImageNames, runsOtherProgram } from '../../../src/model/assembly/images.js';
import { container, says, workload } from './derive/example.js';

const command = { form: 'exec', words: ['bundle', 'exec', 'sidekiq'], at: says('').trail[0].location } as const;
const sidekiq = container('sidekiq', { image: says('ghcr.io/acme/bookshop-app:latest'), command });
const ours = applicationImageNames([workload('sidekiq', { containers: [sidekiq] })]);

test.each([
  ['redis:7.4', true],
  ['unleashorg/unleash-server:5.7.0', true],
  ['unleashorg/unleash-server:latest', false],
  ['ghcr.io/acme/bookshop-web:5.7.0', false],
  ['ghcr.io/acme/bookshop-app:5.7.0', false],
])('%s is the image of another program: %s', (image, expected) => {
  expect(runsOtherProgram(container('web', { image: says(image) }), ours)).toBe(expected);
});

test('a numbered release is not taken for another program where no image is known to be the application', () => {
  expect(runsOtherProgram(container('web', { image: says('acme/shop:5.7.0') }), new Set())).toBe(false);
});
