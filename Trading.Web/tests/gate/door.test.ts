import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  byNeed,
  countsOf,
  actsOf,
  blank,
  digitsOf,
  grouped,
  groupedKey,
  idOf,
  keyDetail,
  keyDigits,
  keysOf,
  isId,
  lackOf,
  onlyDraw,
  seatOf,
  type DrawLine,
  type SeatLine,
} from '../../src/gate/door';
import { positionOf } from '../../src/position';
import gateEn from '../../src/words/gate.en';
import gateZh from '../../src/words/gate.zh';

const card = '11010519491231002X';

const seat = (outcome: SeatLine['outcome'], attended: SeatLine['attended'] = 'Nobody'): SeatLine => ({
  position: 1,
  name: '张三',
  number: 'E-1',
  at: 1,
  outcome,
  attended,
  unseated: false,
});

describe('what is typed at the door', () => {
  it.each([
    [card, true],
    ['440308199901101512', true],
    ['110105194912310021', false],
    ['01010519491231002X', false],
    ['', false],
  ])('%s is an identity number: %s', (text, is) => expect(isId(text)).toBe(is));

  it('is compared without blanks and with a capital X', () => {
    expect(idOf(' 110105 19491231 002x ')).toBe(card);
    expect(digitsOf('0042 1234-5678')).toBe('004212345678');
  });

  it('shows the number in groups of four, as it was told', () => {
    expect(grouped('004212345678')).toBe('0042 1234 5678');
    expect(grouped('0042123')).toBe('0042 123');
    expect(grouped('0042123456789')).toBe('0042 1234 5678');
    expect(positionOf(7)).toBe('0007');
    expect([-1, 7, 10_001, 20_004].map(p => seatOf(p)[0])).toEqual(
      ['none', 'position', 'buyer', 'expert'].map(word => `gate.seat.${word}`),
    );
    expect(seatOf(20_004)[1]).toEqual({ n: 5 });
  });

  it('lacks the card first, then the number, then a look, which a device spares', () => {
    expect(lackOf(blank, 'number', false)).toBe('id');
    expect(lackOf({ ...blank, id: card }, 'number', false)).toBe('digits');
    const both = { ...blank, id: card, digits: '0042 1234 5678' };
    expect(lackOf(both, 'number', false)).toBe('looked');
    expect(lackOf(both, 'number', true)).toBeNull();
    expect(lackOf({ ...both, looked: true }, 'number', false)).toBeNull();
    expect(lackOf({ ...both, looked: true }, 'card', false)).toBe('name');
    expect(lackOf({ ...both, name: '张三'.repeat(40), looked: true }, 'card', false)).toBe('name');
    expect(lackOf({ ...both, digits: '', name: '张三', looked: true }, 'card', false)).toBeNull();
  });
});

describe('who is in', () => {
  it('leaves, comes back and avoids, and after an avoidance nothing', () => {
    expect(actsOf(seat('Arrived'))).toEqual(['leave', 'avoid']);
    expect(actsOf(seat('Left'))).toEqual(['return', 'avoid']);
    expect(actsOf(seat('Back'))).toEqual(['leave', 'avoid']);
    expect(actsOf(seat('Avoids'))).toEqual([]);
    expect(actsOf(seat('Arrived', 'Asked'))).toEqual(['avoid', 'another']);
    expect(actsOf(seat('Avoids', 'Asked'))).toEqual([]);
  });
  it('leaves, and that is all, where the seat was lost', () => {
    const lost = (...of: Parameters<typeof seat>) => actsOf({ ...seat(...of), unseated: true });
    expect([lost('Arrived'), lost('Back'), lost('Left'), lost('Avoids')]).toEqual([['leave'], ['leave'], [], []]);
    expect(lost('Arrived', 'Asked')).toEqual(['another', 'leave']);
  });
});

describe('the draw that is shown at once', () => {
  const line: DrawLine = {
    draw: 'a',
    place: '',
    roomAt: 0,
    isHere: true,
    isOpen: true,
    arrived: 0,
    buyers: 0,
    gone: 0,
    isComplete: false,
    waits: false,
    hasPositions: true,
    hasPersons: false,
    system: '',
    isProcurement: false,
    rooms: 0,
  };
  it('is the only one that is admitted here', () => {
    expect(onlyDraw([line])).toBe('a');
    expect(onlyDraw([line, { ...line, draw: 'b', isHere: false }, { ...line, draw: 'c', isOpen: false }])).toBe('a');
    expect(onlyDraw([line, { ...line, draw: 'b' }])).toBeNull();
    expect(onlyDraw([])).toBeNull();
    expect(onlyDraw([{ ...line, isComplete: true }])).toBeNull();
  });
  it('comes last where everybody is there', () => {
    const lines = [
      { ...line, draw: 'done', isComplete: true, roomAt: 1 },
      { ...line, draw: 'later', roomAt: 3 },
      { ...line, draw: 'soon', roomAt: 2 },
    ];
    expect(byNeed(lines).map(one => one.draw)).toEqual(['soon', 'later', 'done']);
  });
  it('counts who sits; those of the buyer, and who gave up the seat, apart', () => {
    expect(countsOf(line)).toEqual([['arrived', 0]]);
    expect(countsOf({ arrived: 4, buyers: 1, gone: 1 })).toEqual([
      ['arrived', 4],
      ['buyers', 1],
      ['gone', 1],
    ]);
  });
});

describe('the number of a key', () => {
  it('is shown as the screen of a seat shows it, while it is typed', () => {
    expect(['', '1', '1234', '12345', '1234567', '12345678', '1234 567-890', '12345678901'].map(groupedKey)).toEqual([
      '',
      '1',
      '1234',
      '1234 5',
      '1234 567',
      '1234 567 8',
      '1234 567 890',
      '1234 567 890',
    ]);
    expect(keyDigits('0123 456 789')).toBe('0123456789');
  });

  it('leaves the newest key of each room', () => {
    const key = { position: 1, room: 'a', seat: 1, at: 1, state: 'Taken' } as const;
    expect(keysOf([key, { ...key, at: 2 }, { ...key, room: 'b' }, { ...key, position: 2 }], 1)).toEqual([
      { ...key, at: 2 },
      { ...key, room: 'b' },
    ]);
  });
});

describe('the words', () => {
  const folder = fileURLToPath(new URL('../../../Trading.Gate/Doors/', import.meta.url));
  const source = readdirSync(folder)
    .map(file => readFileSync(folder + file, 'utf8'))
    .join('\n');
  const reasons = [...source.match(/enum DoorReason\s*\{([^}]*)\}/)![1]!.matchAll(/^ {4}(\w+),/gm)].map(m => m[1]!);

  it('tell every reason of the gate, and what to do', () => {
    expect(reasons.length).toBeGreaterThan(10);
    for (const words of [gateZh, gateEn]) {
      expect(Object.keys(words.reason).sort()).toEqual([...reasons].sort());
      expect(Object.keys(words.help).sort()).toEqual([...reasons].sort());
    }
  });

  it('have a cancel that cannot be taken for what is done', () => {
    for (const { act, yes, cancel } of [gateZh, gateEn])
      for (const word of [...Object.values(act), ...Object.values(yes)]) {
        expect(word).not.toContain(cancel);
        expect(cancel).not.toContain(word);
      }
    const card = readFileSync(fileURLToPath(new URL('../../src/gate/SeatCard.vue', import.meta.url)), 'utf8');
    expect(card).toContain(':back="$t(\'gate.cancel\')"');
  });

  it('tell every act of the register', () => {
    const acts = [...source.matchAll(/(?:(?:Position|Proven), "|=> ")(\w+)"/g)].map(m => m[1]!);
    expect(acts).toContain('presented');
    for (const act of acts) expect(Object.keys(gateZh.entry)).toContain(act);
  });
});

describe('a certified key in the register', () => {
  it('is told by evaluation, seat and number, and whatever a person wrote stays as it is', () => {
    expect(keyDetail('be5337fd · 3 · 9368 960 245')).toEqual({ room: 'be5337fd', seat: '3', number: '9368 960 245' });
    for (const other of ['', '取药，由工作人员陪同', 'be5337fd · 三 · 1', 'be5337fd · 3'])
      expect(keyDetail(other)).toBeNull();
  });
});
