import { describe, expect, it } from 'vitest';
import { foldClosed, nothingClosed } from '../../src/draws/closed';
import { foldDraw } from '../../src/draws/fold';
import type { Finding } from '../../src/draws/proof/finding';
import { checkDraw, numbers, type CheckNumber } from '../../src/draws/proof/run';
import { noDraw } from '../../src/draws/state';
import { fromBase64 } from '../../src/wire';
import { caseOf, streamOf } from './vectors';

// A committee for an opening is disclosed once it was compared with the bidders (V76).
describe('the disclosure of a committee', () => {
  async function found(name: string, bidders?: number | null): Promise<Partial<Record<CheckNumber, Finding>>> {
    const one = caseOf(name);
    const draw = foldDraw(noDraw, streamOf(one, 'draw'));
    const closed = foldClosed(draw, nothingClosed, streamOf(one, 'drawn'));
    const rows = new Map(Object.entries(one.rows).map(([root, bytes]) => [root, fromBase64(bytes)] as const));
    const findings: Partial<Record<CheckNumber, Finding>> = {};
    await checkDraw(bidders === undefined ? draw : { ...draw, bidders }, closed, rows, null, {
      begin: () => () => undefined,
      end: (number, finding) => void (findings[number] = finding),
    });
    return findings;
  }
  const failed = async (name: string, bidders: number | null) => {
    const findings = await found(name, bidders);
    return numbers.filter(number => findings[number]?.outcome === 'fail');
  };

  it('is too early before bidders are named, and before the pool answered about them', async () => {
    // Of this draw the opening named nobody, and nobody was asked.
    expect([await failed('buyers', 0), await failed('buyers', null), await failed('buyers', 1)]).toEqual([
      [],
      ['V76'],
      ['V76'],
    ]);
  });

  it('says where nobody named them for hours', async () => {
    expect((await found('uncompared')).V76).toMatchObject({ outcome: 'pass', said: 'counts.uncompared' });
    expect((await found('waiting')).V76).toMatchObject({ outcome: 'pass', said: 'counts.pass' });
  });
});
