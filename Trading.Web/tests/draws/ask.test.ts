import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askFaults,
  openParts,
  draftOf,
  drawMsOf,
  emptyAsk,
  gatesNow,
  lostPersons,
  type AskTexts,
} from '../../src/draws/askTexts';
import { Problem } from '../../src/api';
import { dropAsk, keepAsk, keptAsk, keptId, newId } from '../../src/draws/keptAsk';
import { standsAlready } from '../../src/draws/publication';

// What a host writes down, field by field.

const key = new Uint8Array(65).fill(4);
const supervisor = { name: '监督人', key: new Uint8Array(65).fill(5) };
const now = Date.parse('2026-12-01T00:00:00Z'); // 08:00 in Beijing
const person = '11010519491231002X';

const good = (): AskTexts => ({
  ...emptyAsk(),
  rules: 'procurement-goods',
  budget: '4,980,000.00',
  groups: [
    { specialities: 'A08；b0101', least: 2, seats: '３' },
    { specialities: 'A08', least: 1, seats: '1' },
  ],
  buyerUnit: unit(1),
  agentUnit: unit(2),
  buyerSeats: [{ unit: unit(1), id: '１１０１０５１９４９１２３１００２ｘ' }],
  avoidedUnits: `${unit(3)}\n\n ${unit(3)} \n`,
  avoidedPersons: '440524188001010014',
  regions: '450300\n１１００００',
  roomAt: '2026-12-01T12:00',
  place: ' 评标区 3 号门 ',
  custody: 'Single',
});

/** A credit code of invented units, its check digit found. */
function unit(n: number): string {
  const digits = `9145990090000000${n}`.slice(0, 17).padEnd(17, '0');
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let [sum, weight] = [0, 1];
  for (const letter of digits) {
    sum += alphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return digits + alphabet[(31 - (sum % 31)) % 31]!;
}

const faults = (change: Partial<AskTexts>, who: typeof supervisor | null = supervisor) =>
  askFaults({ ...good(), ...change }, who, key, now).map(fault => `${fault.field} ${fault.problem}`);

describe('a request as it is written', () => {
  test('comes to a draft where nothing is wrong, whatever keyboard wrote it', () => {
    expect(faults({})).toEqual([]);
    expect(gatesNow(good())).toEqual([]);
    expect(draftOf(good(), supervisor)).toMatchObject({
      budgetFen: 498_000_000n,
      groups: [
        { specialities: ['A08', 'B0101'], least: 2, seats: 3 },
        { specialities: ['A08'], least: 1, seats: 1 },
      ],
      buyerSeats: [{ id: person, unit: unit(1) }],
      avoidedUnits: [unit(3)],
      avoidedPersons: ['440524188001010014'],
      regions: ['450300', '110000'],
      roomAt: 1_796_097_600_000_000n,
      drawAt: 1_796_094_000_000_000n,
      place: '评标区 3 号门',
      reserveDepth: 2,
      supervisor: supervisor.key,
    });
  });

  test.each<[Partial<AskTexts>, string[]]>([
    [{}, []],
    [{ budget: 'much' }, ['budget']],
    [{ avoidedUnits: 'none of them' }, ['avoidedUnits']],
    [{ avoidedPersons: '1' }, ['avoidedPersons']],
    [{ buyerSeats: [{ unit: '', id: '' }] }, ['buyers']],
    [{ roomAt: '', drawAt: '' }, ['times']],
    [{ drawAt: '2020-01-01T08:00' }, ['times']],
    [{ place: '', custody: '' }, []],
  ])('%j leaves open what the rules cannot look at', (change, parts) => {
    expect(openParts(askFaults({ ...good(), ...change }, supervisor, key, now))).toEqual(parts);
  });

  test.each<[Partial<AskTexts>, string[]]>([
    [{ budget: '' }, ['budget budget']],
    [{ budget: '1.234' }, ['budget budget']],
    [{ groups: [{ specialities: ' ', least: 1, seats: '5' }] }, ['group-codes-0 specialities']],
    [{ groups: [{ specialities: 'A8 A0801', least: 1, seats: '5' }] }, ['group-codes-0 specialitiesBad']],
    [{ groups: [{ specialities: 'A08 a08', least: 1, seats: '5' }] }, ['group-codes-0 specialitiesTwice']],
    [{ groups: [{ specialities: 'A08', least: 1, seats: '0' }] }, ['group-seats-0 seats']],
    [{ groups: [{ specialities: 'A08', least: 1, seats: '5.5' }] }, ['group-seats-0 seats']],
    [
      {
        groups: [
          { specialities: 'A08', least: 1, seats: '50' },
          { specialities: 'A09', least: 1, seats: '1' },
        ],
      },
      ['group-seats-1 seatsInAll'],
    ],
    [{ reserve: '51' }, ['reserve reserve']],
    [{ reserve: '' }, ['reserve reserve']],
    [{ buyerUnit: `${unit(1).slice(0, 17)}?` }, ['buyer-unit unit']],
    [{ agentUnit: '1' }, ['agent-unit unit']],
    [{ agentUnit: ' ' }, []],
    [{ buyerSeats: [{ unit: '', id: '1' }] }, ['seat-unit-0 unit', 'seat-id-0 personId']],
    [{ avoidedUnits: `x\n${unit(3)}` }, ['avoided-units lineUnits']],
    [{ avoidedPersons: '110105194912310021' }, ['avoided-persons linePersons']],
    [{ regions: '450001' }, ['regions lineRegions']],
    [{ regions: Array.from({ length: 65 }, (_, i) => `45${10 + i}00`).join('\n') }, ['regions tooManyLines']],
    [{ regions: `450300${'\n'.repeat(40_000)}` }, ['regions tooManyLines']],
    [{ roomAt: '' }, ['room-at roomAt']],
    [{ roomAt: '2926-12-01T09:00' }, ['room-at roomFar']],
    [{ place: '东门\u202e' }, ['place place']],
    [{ place: '\u3164' }, ['place place']],
    [{ drawAt: '2026-12-01T07:59' }, ['draw-at drawPast']],
    [{ drawAt: '2026-12-01T08:01' }, ['draw-at drawSoon']],
    [{ roomAt: '2026-12-01T09:00' }, ['draw-at drawPast']],
    [{ place: ' ' }, ['place place']],
    [{ custody: '' }, ['custody custody']],
  ])('%o', (change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  test('bad lines are named by their numbers, the first five of them', () => {
    const text = [unit(3), '', 'a', unit(2), 'b', 'c', 'd', 'e', 'f'].join('\n');
    const fault = askFaults({ ...good(), avoidedUnits: text }, supervisor, key, now)[0]!;
    expect(fault.values).toEqual({ lines: '3、5、6、7、8', n: 6 });
  });

  test('somebody supervises, and it is not the host', () => {
    expect(faults({}, null)).toEqual(['supervisor supervisor']);
    expect(faults({}, { name: '', key })).toEqual(['supervisor supervisorIsHost']);
  });

  test('the draw is an hour before the room where nothing is written', () => {
    expect(drawMsOf(good())).toBe(Date.parse('2026-12-01T11:00:00+08:00'));
    expect(drawMsOf({ ...good(), drawAt: '2026-12-01T10:30:05' })).toBe(Date.parse('2026-12-01T10:30:05+08:00'));
    expect(drawMsOf({ ...good(), roomAt: '' })).toBeNaN();
  });

  test('gates speak while it is filled in, and of no time that is not there', () => {
    const reasons = (change: Partial<AskTexts>) => gatesNow({ ...good(), ...change }).map(r => r.reason);
    expect(gatesNow(emptyAsk()).map(r => r.reason)).toEqual(['TooFewMembers', 'EvenMembers']);
    expect(reasons({ roomAt: '', drawAt: '' })).toEqual([]);
    expect(reasons({ drawAt: '2026-12-01T11:45' })).toEqual(['DrawTooLate']);
    expect(reasons({ roomAt: '2026-12-03T12:00', drawAt: '2026-12-01T11:45' })).toEqual(['DrawTooEarly']);
    expect(reasons({ budget: '10000000' })).toEqual(['TooFewForLarge']);
    expect(reasons({ avoidedPersons: person })).toEqual(['AvoidedPersonSits']);
    expect(reasons({ buyerSeats: [{ unit: unit(2), id: person }] })).toEqual(['AgentsStaff']);
    const twice = [person, person].map(id => ({ unit: unit(1), id }));
    expect(reasons({ buyerSeats: twice, groups: [{ specialities: 'A08', least: 1, seats: '5' }] })).toEqual([
      'SamePersonTwice',
    ]);
    const nobodyYet = ['', ''].map(id => ({ unit: '', id }));
    expect(reasons({ buyerSeats: nobodyYet, groups: [{ specialities: 'A08', least: 1, seats: '5' }] })).toEqual([]);
  });
});

describe('a draft of the form', () => {
  const held = new Map<string, string>();
  beforeEach(() => {
    held.clear();
    vi.stubGlobal('sessionStorage', {
      getItem: (name: string) => held.get(name) ?? null,
      setItem: (name: string, text: string) => void held.set(name, text),
      removeItem: (name: string) => void held.delete(name),
    });
  });

  test('survives a reload without any identity number', () => {
    keepAsk(good());
    const kept = [...held.values()].join();
    for (const secret of [person, '440524188001010014', '１１０１０５']) expect(kept).not.toContain(secret);
    expect(keptAsk(emptyAsk())).toEqual({
      ...good(),
      avoidedPersons: '',
      avoidedBefore: 1,
      buyerSeats: [{ unit: unit(1), id: '' }],
    });
    // A second reload still knows how many were lost; whoever writes the list again has lost none.
    keepAsk(keptAsk(emptyAsk()));
    expect(lostPersons(keptAsk(emptyAsk()))).toBe(1);
    expect(lostPersons({ ...keptAsk(emptyAsk()), avoidedPersons: person })).toBe(0);
    dropAsk();
    expect(keptAsk(emptyAsk())).toEqual(emptyAsk());
  });

  test('becomes one draw, whichever copy of the tab publishes it, until it is another one', () => {
    const id = keptId();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(keptId()).toBe(id);
    expect(keptId('import')).not.toBe(id);
    keepAsk(good());
    expect(keptId()).toBe(id); // whatever is written there
    const other = newId();
    expect(other).not.toBe(id);
    expect(keptId()).toBe(other);
    dropAsk();
    expect(keptId()).not.toBe(other);
    held.set('trading.draw-request-id', 'x');
    expect(keptId()).toMatch(/^[0-9a-f]{32}$/);
    const refused = (reason: string) => standsAlready(new Problem(409, reason, '', '', ''));
    expect([refused('Conflict'), refused('TooLate'), standsAlready(new Error())]).toEqual([true, false, false]);
  });

  test.each(['{"groups":[7]}', '{"groups":[{"seats":1}]}', '{"buyerSeats":[null]}', '{"rules":"x"}'])(
    'of which a part is of another kind is none: %s',
    text => {
      held.set('trading.draw-request', text);
      expect(keptAsk(emptyAsk())).toEqual(emptyAsk());
    },
  );

  test.each(['not JSON', '{"groups":7,"place":["x"],"budget":"1","other":1}', 'null', '[]'])('%s', text => {
    held.set('trading.draw-request', text);
    expect(keptAsk(emptyAsk())).toEqual({ ...emptyAsk(), ...(text.startsWith('{') ? { budget: '1' } : {}) });
  });
});
