import { describe, expect, test } from '@jest/globals';
import {
  applicationImageNames,
  besideOtherImage,
  imageOf,
  runsOtherProgram,
} from '../../../src/model/assembly/images.js';
import type { Image } from '../../../src/model/facts/image.js';
import { unknown } from '../../../src/model/traced.js';
import { application, container, place, says, workload } from './derive/example.js';

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

describe('a container without a command runs the image of the Dockerfile', () => {
  const image: Image = {
    kind: 'image',
    path: 'Dockerfile',
    env: [],
    exposes: [],
    copies: [],
    user: says(null),
    at: place('Dockerfile'),
  };
  const ofDockerfile = (text: string | null, names: ReadonlySet<string>) => {
    const written = text === null ? unknown('template-not-rendered', 'image of web is "$IMAGE"') : says(text);
    return (
      imageOf(workload('web'), container('web', { image: written }), application({ images: [image] }), names) === image
    );
  };

  test.each([
    ['when others run the application with it', 'ghcr.io/acme/bookshop-app:v3', true],
    ['when it is filled in at deployment', null, true],
    ['not when others run the application with another', 'unleashorg/unleash-server:latest', false],
  ])('%s', (_, written, expected) => {
    expect(ofDockerfile(written, ours)).toBe(expected);
  });

  test('not when the images of the application are filled in and this one is not', () => {
    const templated = container('sidekiq', {
      image: unknown('template-not-rendered', 'image of sidekiq is "$IMAGE"'),
      command,
    });
    const names = applicationImageNames([workload('sidekiq', { containers: [templated] })]);
    expect([ofDockerfile('unleashorg/unleash-server:latest', names), ofDockerfile(null, names)]).toEqual([false, true]);
  });
});

function dockerfile(path: string, base: string): Image {
  const at = place(path);
  return { kind: 'image', path, base, env: [], exposes: [], copies: [], user: says(null, path), at };
}

const own = dockerfile('Dockerfile', 'ruby:3.3-slim');
const page = dockerfile('maintenance/Dockerfile', 'nginxinc/nginx-unprivileged:1.27');
const web = container('web', { image: says('ghcr.io/bookshop/shop-maintenance:#TAG#') });

describe('a manifest beside a Dockerfile of its own', () => {
  test.each<[string, readonly Image[], string | undefined, boolean]>([
    ['maintenance/k8s/web.yml', [own, page], page.path, true],
    ['k8s/web.yml', [own, page], own.path, false],
    [
      'maintenance/k8s/web.yml',
      [own, dockerfile('maintenance/Dockerfile', 'ruby:3.3')],
      'maintenance/Dockerfile',
      false,
    ],
  ])('%s', (path, images, expected, other) => {
    const deployment = workload('web', { containers: [web], at: place(path) });
    const shop = application({ images });
    expect(imageOf(deployment, web, shop, new Set())?.path).toBe(expected);
    expect(besideOtherImage(deployment, shop)).toBe(other);
  });
});
