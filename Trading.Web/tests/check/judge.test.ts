import { describe, expect, it } from 'vitest';
import { judgeClock, judgeRoom, judgeSpeed, minutesFor, worst } from '../../src/check/judge';
import { probeNames } from '../../src/check/probes';
import checkEn from '../../src/words/check.en';
import checkZh from '../../src/words/check.zh';

const mib = 1 << 20;

describe('this computer', () => {
  it('has room for a large bid, for a small one, or for none', () => {
    expect([2_000 * mib, 1_099 * mib, 64 * mib, 64 * mib - 1, null].map(judgeRoom)).toEqual([
      'pass',
      'warn',
      'warn',
      'fail',
      'warn',
    ]);
  });

  it('may be half a minute before or behind the server', () => {
    expect([0, 30_000, -30_000, 30_001, -30_001].map(judgeClock)).toEqual(['pass', 'pass', 'pass', 'warn', 'warn']);
  });

  it('is told how long a hundred megabytes take', () => {
    expect([judgeSpeed(128 * 1024), judgeSpeed(128 * 1024 - 1)]).toEqual(['pass', 'warn']);
    expect(minutesFor(100 * mib, 128 * 1024)).toBe(14);
  });

  it('is as good as its worst line', () => {
    expect([worst([]), worst(['pass', 'warn']), worst(['warn', 'fail', 'pass'])]).toEqual(['pass', 'warn', 'fail']);
  });

  it('is told what to do for each line that may fail', () => {
    for (const words of [checkZh, checkEn])
      for (const name of [...probeNames, 'file'] as const) {
        const line: Record<string, string> = words.line[name];
        expect(Object.keys(line)).toEqual(expect.arrayContaining(['name', 'what', 'pass', 'fail']));
      }
    for (const words of [checkZh, checkEn])
      for (const name of ['room', 'clock', 'speed'] as const) expect(words.line[name].warn).toBeTruthy();
  });
});
