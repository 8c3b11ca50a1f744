import { describe, expect, it } from 'vitest';
import { faultsIn } from '../../src/host/draftFaults';
import { emptyDraft, emptyLot, periodOf, type DraftTexts } from '../../src/host/draftTexts';

const now = Date.parse('2026-12-01T00:00:00Z');
const [host, supervisor] = [new Uint8Array(65).fill(4), new Uint8Array(65).fill(5)];
const whole: DraftTexts = {
  ...emptyDraft(),
  tenderCode: 'GX-1',
  title: '漓江路',
  closeAt: '2026-12-01T09:30',
  custody: 'Single',
  lots: [{ ...emptyLot('1'), title: '标段一' }],
  roles: [{ role: 'Supervisor', name: '监督人', key: supervisor, subject: '监督人' }],
};
const faults = (change: Partial<DraftTexts>) =>
  faultsIn({ ...whole, ...change }, host, now).map(({ field, problem }) => `${field} ${problem}`);

describe('the form of a publication', () => {
  it('begins without a custody, and tells everything that is missing at once, in the order of its fields', () => {
    expect(faults({})).toEqual([]);
    expect(faultsIn(emptyDraft(), host, now).map(fault => fault.field)).toEqual([
      'code',
      'title',
      'close',
      'custody',
      'lot-title-0',
      'role-file-0',
    ]);
  });

  it('names the lot and the person that are wrong', () => {
    const lot = whole.lots[0]!;
    expect(faults({ lots: [lot, { ...lot, lot: 'A' }, lot] })).toEqual(['lot-1 lotId', 'lot-2 lotTwice']);
    expect(
      faults({
        lots: [
          { ...lot, ceiling: '1,2,3,4' },
          { ...lot, lot: '2', priceKind: 'Rate', ceiling: '98' },
        ],
      }),
    ).toEqual(['lot-ceiling-0 ceilingText', 'lot-ceiling-1 ceilingPercent']);
    const [first] = whole.roles;
    expect(faults({ roles: [{ ...first!, key: host }] })).toEqual(['role-file-0 supervisor']);
    expect(faults({ roles: [first!, { ...first!, role: 'Agent', name: ' ' }] })).toEqual([
      'role-file-0 supervisor',
      'role-name-1 roleName',
    ]);
  });

  it('takes minutes for the period, the usual ones where nothing is said', () => {
    const seconds = (period: string, change: Partial<DraftTexts> = {}) => periodOf({ ...whole, ...change, period });
    expect([seconds(''), seconds('', { rulePack: 'procurement-goods' }), seconds('２.5'), seconds(' 15 ')]).toEqual([
      600, 900, 150, 900,
    ]);
    expect(['x', '-1', '1e3', '1.234', '999999'].map(text => seconds(text))).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect([faults({ period: '0.5' }), faults({ period: '1441' }), faults({ period: 'x' })]).toEqual([
      ['period period'],
      ['period period'],
      ['period period'],
    ]);
    expect([faults({ period: '0.05', drill: true }), faults({ period: '0', drill: true })]).toEqual([
      [],
      ['period period'],
    ]);
  });
});
