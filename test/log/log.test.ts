import { describe, expect, test } from '@jest/globals';
import { GithubError } from '../../src/github/github-error.js';
import { createLog } from '../../src/log/log.js';
import { keptLog } from '../support/log-lines.js';

describe('the log', () => {
  test('writes one line of JSON with a time', () => {
    let written = '';
    createLog('info', { write: (line) => (written += line) }).info('A delivery was accepted', {
      delivery: 'd-1',
      ms: 3,
    });
    expect(written).toMatch(
      /^\{"level":"info","time":"\d{4}-\d\d-\d\dT[\d:.]+Z","delivery":"d-1","ms":3,"message":"A delivery was accepted"\}\n$/,
    );
  });

  test('writes only the fields that are allowed', () => {
    const { log, lines } = keptLog();
    const fields = { delivery: 'd-1', payload: { secret: 'body' }, request: { headers: 'x' }, outcome: 'accepted' };
    log.info('told', fields);
    expect(lines).toEqual([{ level: 'info', message: 'told', delivery: 'd-1', outcome: 'accepted' }]);
  });

  test('takes tokens out of messages and fields', () => {
    const { log, lines } = keptLog();
    log.warn('with ghs_abcdef', { reason: 'Bearer abcdefghij' });
    expect(lines).toEqual([{ level: 'warn', message: 'with [redacted]', reason: 'Bearer [redacted]' }]);
  });

  test('is silent below its level', () => {
    const { log, lines } = keptLog('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines.map(({ message }) => message)).toEqual(['c', 'd']);
  });
});

describe('an error in the log', () => {
  function logged(error: unknown) {
    const { log, lines } = keptLog();
    log.error('failed', { error });
    return JSON.parse(JSON.stringify(lines[0]?.error), (key, value) => (key === 'stack' ? 'frames' : value));
  }

  test('has name, message, kind, status and cause, and no other property', () => {
    const cause = Object.assign(new TypeError('with ghp_secret'), { status: 502, response: { data: 'private code' } });
    const error = new GithubError('unavailable', 'GitHub did not answer', { cause });
    expect(logged(Object.assign(error, { event: { payload: 'private code' } }))).toEqual({
      name: 'GithubError',
      message: 'GitHub did not answer',
      kind: 'unavailable',
      stack: 'frames',
      cause: { name: 'TypeError', message: 'with [redacted]', status: 502, stack: 'frames' },
    });
  });

  test('shows each of several', () => {
    const error = new AggregateError([new Error('one'), new Error('two')], 'both');
    expect(logged(error)).toEqual({
      name: 'AggregateError',
      message: 'both',
      stack: 'frames',
      errors: [
        { name: 'Error', message: 'one', stack: 'frames' },
        { name: 'Error', message: 'two', stack: 'frames' },
      ],
    });
  });

  test('keeps no text of its message in its stack', () => {
    const { log, text } = keptLog();
    log.error('failed', { error: new Error(`long ${'x'.repeat(600)}\nsecond line`) });
    expect(text()).not.toContain('second line');
    expect(text()).toContain('log.test.ts');
  });

  test('that is none tells only what it is', () => {
    expect(logged({ token: 'abc' })).toEqual({ name: 'object', message: 'something that is no error was thrown' });
  });
});
