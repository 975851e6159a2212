import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Progress } from '../../src/cli/progress.js';

function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, output: { isTTY, write: (text: string) => written.push(text) } };
}

describe('progress', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('is shown on a terminal after a second, and wiped at the end', () => {
    const { written, output } = record(true);
    const progress = new Progress(output);
    now = 900;
    progress.show('Reading files', 10, 100);
    now = 1_100;
    progress.show('Reading files', 20, 100);
    progress.clear();
    expect(written).toEqual(['\r\u001b[2KReading files 20/100', '\r\u001b[2K']);
  });

  test('is drawn at most ten times a second', () => {
    const { written, output } = record(true);
    const progress = new Progress(output);
    for (now = 1_100; now < 1_150; now += 10) progress.show('Reading files', now, 2_000);
    expect(written).toHaveLength(1);
  });

  test('is not shown for a short run', () => {
    const { written, output } = record(true);
    const progress = new Progress(output);
    now = 900;
    progress.show('Reading files', 1, 2);
    progress.clear();
    expect(written).toEqual([]);
  });

  test('tells at once what takes long', () => {
    const { written, output } = record(true);
    const progress = new Progress(output);
    now = 10;
    progress.announce('Asking claude-opus-5-5');
    progress.clear();
    expect(written).toEqual(['\r\u001b[2KAsking claude-opus-5-5', '\r\u001b[2K']);
  });

  test('is not written into a file', () => {
    const { written, output } = record(false);
    const progress = new Progress(output);
    now = 5_000;
    progress.announce('Asking claude-opus-5-5');
    progress.show('Reading files', 1, 2);
    progress.clear();
    expect(written).toEqual([]);
  });
});
