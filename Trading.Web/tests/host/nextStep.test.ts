import { describe, expect, it } from 'vitest';
import { noHall } from '../../src/fold';
import { nextStep } from '../../src/host/nextStep';
import type { Hall, Lot } from '../../src/state';

describe('the next lawful step', () => {
  const lot = (change: Partial<Lot>): Lot =>
    ({
      lot: 'a',
      phase: 'intake',
      closeAt: 1e9,
      threshold: 2,
      quorum: 3,
      freeze: null,
      release: null,
      trustees: ['1', '2', '3'],
      messages: [],
      bids: [],
      ...change,
    }) as Lot;
  const freeze = (change: object) =>
    ({ at: 1.001e9, live: 3, revoked: [], cosignatures: [], lateOrders: [], ...change }) as never;
  const hall = (lots: Lot[], change: Partial<Hall> = {}): Hall => ({ ...noHall, phase: 'running', lots, ...change });
  const code = (of: Hall, now = 1.002e9) => nextStep(of, now).code;

  it('follows the phases of a lot', () => {
    expect(code(noHall)).toBe('none');
    expect(code(hall([lot({ phase: 'ceremony' })]))).toBe('waitLock');
    expect([code(hall([lot({})]), 0.9e9), code(hall([lot({})])), code(hall([lot({})]), null as never)]).toEqual([
      'waitDeadline',
      'waitFreeze',
      'waitDeadline',
    ]);
    expect(code(hall([lot({ phase: 'frozen', freeze: freeze({}) })]))).toBe('waitCosign');
    expect(code(hall([lot({ phase: 'frozen', freeze: freeze({ cosignatures: [{}, {}], live: 2 }) })]))).toBe('waitFew');
    expect(code(hall([lot({ phase: 'releasing', release: { released: [{}] } as never })]))).toBe('waitRelease');
    expect(code(hall([lot({ phase: 'releasing', release: { released: [{}, {}] } as never })]))).toBe('waitOpen');
    expect(code(hall([lot({ phase: 'opened' })]))).toBe('conclude');
    expect(code(hall([lot({ phase: 'opened' })], { phase: 'concluded' }))).toBe('signRecord');
    expect(code(hall([lot({ phase: 'opened' })], { phase: 'concluded', record: { at: 1, hash: '' } }))).toBe('done');
  });

  it('is the order of a late freeze only when no trustee saw it in time, until both have ordered', () => {
    const late = (change: object, now = 1.02e9) => code(hall([lot({ phase: 'frozen', freeze: freeze(change) })]), now);
    expect([late({}, 1e9 + 7e6), late({}, 1e9 + 7e6 + 1)]).toEqual(['waitCosign', 'orderLate']);
    expect([late({}), late({ lateOrders: [1] }), late({ lateOrders: [1, 2] }), late({ cosignatures: [{}] })]).toEqual([
      'orderLate',
      'orderLate',
      'orderedLate',
      'waitCosign',
    ]);
  });

  it('answers before it concludes, and waits for the slowest lot', () => {
    const objection = { id: 'x', answer: null } as never;
    expect(code(hall([lot({ phase: 'opened' })], { objections: [objection] }))).toBe('answer');
    expect(code(hall([lot({ phase: 'opened' }), lot({ phase: 'intake' })]), 0.9e9)).toBe('waitDeadline');
  });
});
