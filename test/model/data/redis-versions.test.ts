import { expect, test } from '@jest/globals';
import { compareRedisVersions, redisForCommand, redisForSidekiq } from '../../../src/model/data/redis-versions.js';

test.each([
  ['4.2.10', undefined],
  ['5.2.10', '2.8'],
  ['6.5.12', '4.0'],
  ['7.0.0', '6.2'],
  ['7.3.9', '6.2'],
  ['8.0.3', '7.2'],
  ['8.1.0', '7.0'],
  ['9.0.0', undefined],
  ['latest', undefined],
])('Sidekiq %s asks for Redis %s', (sidekiq, redis) => {
  expect(redisForSidekiq(sidekiq)).toBe(redis);
});

test.each([
  ['GET', null],
  ['xadd', '5.0'],
  ['GETEX', '6.2'],
  ['CLIENT NO-TOUCH', '7.2'],
  ['CLIENT LIST', null],
  ['FCALL', '7.0'],
])('the command %s came with %s', (command, version) => {
  expect(redisForCommand(command)).toBe(version);
});

test.each([
  ['6.0.20', '6.2', -1],
  ['6.2', '6.2', 0],
  ['7.x', '6.2', 1],
  ['6.x', '6.2', undefined],
  ['6', '6.2', undefined],
  ['7.x', '7.0', 0],
  ['10.0', '9.1', 1],
  ['7.2-alpine', '7.2', 0],
  ['latest', '6.2', undefined],
])('%s against %s', (actual, required, order) => {
  expect(compareRedisVersions(actual, required)).toBe(order);
});
