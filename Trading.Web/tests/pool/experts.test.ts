import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/api';
import {
  askOf,
  blank,
  changed,
  codesOf,
  expertActs,
  faultsOf,
  fieldNames,
  fieldOf,
  fieldsOf,
  isReason,
  levels,
  noQuery,
  rebase,
  statuses,
  typedOf,
  type Expert,
  type Typed,
} from '../../src/pool/experts';
import { choice, isMoving, isOpen, type Import } from '../../src/pool/importing';
import { constraints, drawCauses, drawStates } from '../../src/pool/draws';
import { poolActs } from '../../src/pool/platform';
import { tell } from '../../src/pool/refusal';
import en from '../../src/words/pool.en';
import zh from '../../src/words/pool.zh';

const expert: Expert = {
  number: 'E-1',
  version: 3,
  name: '张三',
  idEnd: '002X',
  phoneEnd: '0001',
  specialities: ['A08', 'B0102'],
  level: 'Senior',
  region: '450300',
  employer: '甲院',
  employerCode: '91110000802100433B',
  status: 'Admitted',
  since: '2025-01-01',
  until: null,
  statusReason: '聘书已核',
  changedAt: 1,
};
const typed = (over: Partial<Typed> = {}): Typed => ({ ...typedOf(expert), ...over });
const source = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const enumOf = (text: string, name: string) =>
  [
    ...new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`)
      .exec(text)![1]!
      .replace(/\/\/.*/g, '')
      .matchAll(/(\w+)/g),
  ].flatMap(match => (/^\d/.test(match[1]!) ? [] : [match[1]!]));

describe('what is typed', () => {
  it('keeps identity number and phone that are not typed anew', () => {
    expect(fieldsOf(typed())).toMatchObject({ id: '', phone: '', until: null, specialities: ['A08', 'B0102'] });
  });

  it('is taken as people write it', () => {
    const fields = fieldsOf(
      typed({ id: ' 11010519491231002x ', phone: '138 0000-0001', specialities: 'a08、B01；c02' }),
    );
    expect(fields).toMatchObject({
      id: '11010519491231002X',
      phone: '13800000001',
      specialities: ['A08', 'B01', 'C02'],
    });
  });

  it.each([
    ['', []],
    ['A08', ['A08']],
    [' A08 ,, B01 ', ['A08', 'B01']],
  ])('%o holds the codes %o', (text, codes) => expect(codesOf(text)).toEqual(codes));

  it('differs where something else than blanks was typed', () => {
    expect(changed(typed(), typed({ name: ' 张三 ', specialities: 'A08,B0102' }))).toEqual([]);
    expect(changed(typed(), typed({ name: '李四', specialities: 'B0102 A08' }))).toEqual(['name', 'specialities']);
  });

  it('begins as an admitted expert without anything', () => {
    expect(changed(blank, blank)).toEqual([]);
    expect(blank).toMatchObject({ status: 'Admitted', name: '' });
  });
});

describe('two managers at once', () => {
  it('lose nothing: the other’s fields, and one’s own upon them', () => {
    const now = typedOf({ ...expert, region: '440100', employer: '乙院' });
    const next = rebase(typed(), typed({ name: '李四', employer: '丙院', phone: '13900000000' }), now);
    expect(next.typed).toEqual(typed({ name: '李四', employer: '丙院', phone: '13900000000', region: '440100' }));
    expect(next.theirs).toEqual(['region', 'employer']);
    expect(next.both).toEqual(['employer']);
  });
});

describe('faults of a refusal', () => {
  it('stand at the fields of the form', () => {
    const faults = [
      { field: 'EmployerCode', code: 'BadEmployerCode' },
      { field: 'Id', code: 'DoubleId', other: 'E-2' },
      { field: null, code: 'OpenQuote' },
    ];
    expect(faultsOf({ faults })).toEqual([
      { field: 'employerCode', code: 'BadEmployerCode', other: null },
      { field: 'id', code: 'DoubleId', other: 'E-2' },
      { field: null, code: 'OpenQuote', other: null },
    ]);
    expect(faultsOf({})).toEqual([]);
  });
});

describe('a search', () => {
  it('takes a whole identity number as one, and nothing else', () => {
    expect(askOf({ ...noQuery, text: ' 11010519491231002x ' })).toMatchObject({ id: '11010519491231002X', text: '' });
    expect(askOf({ ...noQuery, text: '1101051949123100' })).toMatchObject({ id: '', text: '1101051949123100' });
    expect(askOf({ ...noQuery, speciality: 'a08' })).toMatchObject({ speciality: 'A08', status: null });
  });
});

describe('a reason', () => {
  it.each([
    ['聘书已核', true],
    ['  ', false],
    ['字'.repeat(500), true],
    ['字'.repeat(501), false],
    ['\u{20BB7}'.repeat(500), true],
  ])('of %o is one: %o', (text, is) => expect(isReason(text)).toBe(is));
});

describe('an import', () => {
  const found = (over: Partial<Import>): Import => ({
    ...{ id: '1', by: 'wang', startedAt: 1, state: 'Checked', percent: 100, rows: 3, faultyRows: 0, faults: 0 },
    ...{ new: 3, changed: 0, same: 0, mayTakeGood: true, hasPoolChanged: false },
    ...over,
  });

  it.each([
    [{}, 'all'],
    [{ faultyRows: 1 }, 'good'],
    [{ faultyRows: 1, mayTakeGood: false }, 'none'],
    [{ state: 'Writing' }, 'none'],
    [{ state: 'Done' }, 'none'],
  ] as const)('with %o may be written: %s', (over, what) => expect(choice(found(over))).toBe(what));

  it('is followed while it moves, and holds up another one while it waits', () => {
    expect(['Reading', 'Checked', 'Writing', 'Done'].map(state => isMoving(found({ state: state as 'Done' })))).toEqual(
      [true, false, true, false],
    );
    expect(isOpen(found({}))).toBe(true);
    expect([null, found({ state: 'Cancelled' })].map(isOpen)).toEqual([false, false]);
  });
});

describe('a refusal', () => {
  const problem = (reason: string, next: string, wish: 'look' | 'signInPassword' = 'look') =>
    tell(new Problem(409, reason, 'spec:pool', next, '', wish)).keys[0];

  it('is told by what was wanted, then by its next step', () => {
    expect(problem('BadSignature', 'try-again-later', 'signInPassword')).toBe('pool.trouble.signIn.BadSignature');
    expect(problem('Conflict', 'wait-for-import')).toBe('pool.trouble.wait-for-import');
    expect(tell(new Problem(401, 'NotSignedIn', '', 'sign-in', '')).mustSignIn).toBe(true);
  });
});

describe('words', () => {
  const table = source('Trading.Evaluation/Pool/TableFault.cs');
  const people = source('Trading.Evaluation/Pool/Expert.cs');

  it('are there for every fault, field, level, status and act', () => {
    const codes = [...enumOf(table, 'TableFaultCode'), 'IdInPool', 'PhoneInPool'];
    expect(codes.length).toBeGreaterThan(30);
    for (const words of [zh, en]) {
      expect(Object.keys(words.fault).sort()).toEqual([...codes].sort());
      expect(Object.keys(words.act).sort()).toEqual([...expertActs].sort());
      expect(Object.keys(words.poolAct).sort()).toEqual([...poolActs].sort());
      expect(Object.keys(words.field)).toEqual(expect.arrayContaining([...fieldNames]));
    }
    expect(enumOf(table, 'TableField').map(fieldOf)).toEqual([...fieldNames]);
    expect(enumOf(people, 'ExpertLevel')).toEqual([...levels]);
    expect(enumOf(people, 'ExpertStatus')).toEqual([...statuses]);
  });

  it('are there for every state of a draw, constraint and cause', () => {
    const causes = source('Trading.Pool/Draws/DrawCause.cs');
    const states = source('Trading.Pool/Draws/DrawList.cs');
    const kept = source('Trading.Evaluation/Commitments/Constraint.cs');
    expect(enumOf(causes, 'DrawCause')).toEqual([...drawCauses]);
    expect(enumOf(states, 'DrawState')).toEqual([...drawStates]);
    expect(enumOf(kept, 'Constraint').slice(0, constraints.length)).toEqual([...constraints]);
    for (const words of [zh, en]) {
      expect(Object.keys(words.draw.cause)).toEqual([...drawCauses]);
      expect(Object.keys(words.draw.state)).toEqual([...drawStates]);
      expect(Object.keys(words.draw.constraint)).toEqual([...constraints]);
    }
  });

  it('name levels, statuses and columns as the table does', () => {
    const words = source('Trading.Evaluation/Pool/TableWords.cs');
    for (const word of [...Object.values(zh.level), ...Object.values(zh.status)]) expect(words).toContain(`"${word}"`);
    for (const name of fieldNames) expect(words).toContain(`"${zh.field[name]}"`);
  });
});
