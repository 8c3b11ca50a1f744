import { describe, expect, it } from 'vitest';
import { together } from '../../src/rooms/ownPapers';
import { noOwnPapers } from '../../src/rooms/tasks';

describe('papers of two tabs of one seat', () => {
  it('take nothing from each other', () => {
    const sheet = { commitment: 'a', bids: ['1'] };
    const one = { ballots: { '0': 2 }, reviews: { 'Compliance/1': 'x' }, sheet };
    const other = { ballots: {}, reviews: { 'Compliance/2': 'y' }, sheet: null };
    const all = { ballots: { '0': 2 }, reviews: { 'Compliance/1': 'x', 'Compliance/2': 'y' }, sheet };
    expect(together(one, other)).toEqual(all);
    expect(together(other, one)).toEqual(all);
    expect(together(one, { ...noOwnPapers, sheet: { commitment: 'b', bids: ['2'] } }).sheet?.commitment).toBe('b');
  });
});
