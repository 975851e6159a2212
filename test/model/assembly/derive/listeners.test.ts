import { describe, expect, test } from '@jest/globals';
import { ownListeners } from '../../../../src/model/assembly/derive/listeners.js';
import type { Expression } from '../../../../src/model/expression.js';
import type { ServerSettings } from '../../../../src/model/facts/server-settings.js';
import type { ProcessKind } from '../../../../src/model/model.js';
import { application, draft, environmentRead, hidden, literal, place, says, shown } from './example.js';

function puma(parts: Partial<ServerSettings> = {}): ServerSettings {
  return {
    kind: 'server-settings',
    server: 'puma',
    path: 'config/puma.rb',
    ports: [],
    binds: [],
    plugins: [],
    opaqueCalls: [],
    at: place('config/puma.rb'),
    ...parts,
  };
}

/** `port 7000 if …`. */
function onlyIf(condition: Expression, value: Expression): Expression {
  return { kind: 'conditional', test: condition, then: value, otherwise: literal(null), at: place('config/puma.rb') };
}

function listen(command: string, servers: readonly ServerSettings[] = [], variables = {}) {
  return shown(
    ownListeners(
      draft('web', {
        process: { command: says(command) },
        application: application({ servers }),
        variables,
      }),
    ),
  );
}

const readsPort = puma({ ports: [environmentRead('PORT', 3000)] });

describe('the ports of a web server', () => {
  test.each<[string, readonly ServerSettings[], Record<string, string>, readonly number[]]>([
    ['puma', [], {}, [9292]],
    ['puma', [], { PORT: '8080' }, [9292]],
    ['bundle exec puma -C config/puma.rb', [readsPort], {}, [3000]],
    ['bundle exec puma -C ./config/puma.rb', [readsPort], { PORT: '8080' }, [8080]],
    ['puma -p 4000', [readsPort], {}, [4000]],
    ['puma -p4000', [readsPort], {}, [4000]],
    ['puma --port=4000', [readsPort], {}, [4000]],
    ['puma -p $PORT', [], { PORT: '5000' }, [5000]],
    ['puma -p ${PORT:-3000}', [], {}, [3000]],
    ["puma -b 'tcp://0.0.0.0:4000' -b unix:///tmp/puma.sock", [], {}, [4000]],
    ['puma', [puma({ binds: [literal('tcp://0.0.0.0:4000'), literal('ssl://0.0.0.0:4443?key=a')] })], {}, [4000, 4443]],
    ['puma', [puma({ binds: [literal('unix:///tmp/puma.sock')] })], {}, []],
    [
      'puma',
      [readsPort, puma({ path: 'config/puma/production.rb', railsEnv: 'production', ports: [literal(7000)] })],
      {},
      [7000],
    ],
    ['bin/rails server', [], {}, [3000]],
    ['bin/rails s -p 4000', [readsPort], { PORT: '8080' }, [4000]],
    ['rails server -b 0.0.0.0', [puma({ ports: [literal(7000)] })], { PORT: '8080' }, [8080]],
    ['rails server', [puma({ ports: [literal(7000)] })], {}, [7000]],
    ['rails server -b 0.0.0.0', [puma({ ports: [literal(7000)] })], {}, [3000]],
    ['rails server', [puma({ ports: [literal(7000)] })], { BINDING: '0.0.0.0' }, [3000]],
    ['./bin/thrust ./bin/rails server', [], {}, [80, 3000]],
    ['bundle exec thrust bin/rails server', [readsPort], { HTTP_PORT: '8080', TARGET_PORT: '3001' }, [8080, 3001]],
    ['thrust puma', [readsPort], { TLS_DOMAIN: 'shop.example' }, [80, 443, 3000]],
  ])('%s', (command, servers, variables, expected) => {
    expect(listen(command, servers, variables)).toEqual(expected);
  });

  test.each<[string, string, readonly ServerSettings[], Parameters<typeof draft>[1]]>([
    ['PORT in a Secret', 'puma', [readsPort], { variables: { PORT: hidden } }],
    ['HOST in a Secret', 'rails server', [puma({ ports: [literal(7000)] })], { variables: { HOST: hidden } }],
    ['a file that was not read', 'puma -C deploy/puma.rb', [readsPort], {}],
    [
      'a helper that may set it',
      'puma',
      [puma({ opaqueCalls: [{ text: 'GovukPuma.configure_rails(self)', at: place('config/puma.rb') }] })],
      {},
    ],
    ['a command substitution', 'puma -p $(cat port)', [], {}],
    ['a puma.rb that could not be read', 'puma', [], { application: application({ unread: ['config/puma.rb'] }) }],
    ['another server', 'unicorn -c config/unicorn.rb', [], {}],
  ])('are unknown with %s', (_, command, servers, example) => {
    const web = draft('web', {
      ...example,
      application: example?.application ?? application({ servers }),
      process: { command: says(command) },
    });
    expect(ownListeners(web).known).toBe(false);
  });

  test('a port that is set under a condition that does not hold is not set', () => {
    const never = onlyIf(literal(false), literal(7000));
    expect(listen('puma', [puma({ ports: [never] })])).toEqual([9292]);
  });

  test('a gem with a port of its own leaves every other port open', () => {
    const gems = { prometheus_exporter: { version: '2.1.0', at: place('Gemfile.lock') } };
    const facts = application({
      gems: { kind: 'gem-versions', path: 'Gemfile.lock', gems, at: place('Gemfile.lock') },
    });
    const web = draft('web', { process: { command: says('puma -p 3000') }, application: facts });
    expect([shown(ownListeners(web, 3000)), ownListeners(web, 9394).known]).toEqual([[3000], false]);
  });
});

test.each<[ProcessKind, boolean]>([
  ['one-shot', true],
  ['sidekiq', false],
  ['other', false],
  ['unknown', false],
])('the ports of a %s process are known: %s', (kind, expected) => {
  expect(ownListeners(draft('job', { process: { kind } })).known).toBe(expected);
});
