import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { stopOnSignals } from '../../src/app/termination.js';
import { keptLog } from '../support/log-lines.js';

class Target extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('a signal', () => {
  test.each(['SIGTERM', 'SIGINT'])('%s lets the work end first', async (signal) => {
    const target = new Target();
    let end = () => {};
    stopOnSignals(target, () => new Promise<void>((resolve) => (end = resolve)), keptLog().log);
    target.emit(signal);
    await settle();
    expect(target.exits).toEqual([]);
    end();
    await settle();
    expect(target.exits).toEqual([0]);
  });

  test('a second one does not wait', async () => {
    const target = new Target();
    stopOnSignals(target, () => new Promise<void>(() => {}), keptLog().log);
    target.emit('SIGTERM');
    target.emit('SIGTERM');
    await settle();
    expect(target.exits).toEqual([143]);
  });

  test('whose end fails is a failure', async () => {
    const target = new Target();
    const { log, lines } = keptLog();
    stopOnSignals(target, () => Promise.reject(new Error('the database is gone')), log);
    target.emit('SIGTERM');
    await settle();
    expect(target.exits).toEqual([1]);
    expect(lines.at(-1)).toMatchObject({ level: 'error', error: { message: 'the database is gone' } });
  });
});
