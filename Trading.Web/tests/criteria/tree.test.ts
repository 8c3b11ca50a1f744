import { describe, expect, it } from 'vitest';
import { begin as beginChecking, askOf, next, standingOf } from '../../src/criteria/checking';
import { emptyDraft, listAt, put, textAt, type Group } from '../../src/criteria/draft';
import { act, begin, edit, undo } from '../../src/criteria/editing';
import { byPath, findingsOf, nearest } from '../../src/criteria/findings';
import { packFacts, shareOf } from '../../src/criteria/packFacts';
import { packOf } from '../../src/criteria/packs';
import { packIds } from '../../src/criteria/shape';
import {
  emptyItem,
  insert,
  joinId,
  moveItem,
  movePart,
  partName,
  partsOf,
  renamePart,
  splitId,
  weigh,
  weightsOf,
  without,
} from '../../src/criteria/tree';
import { hasUnused, isShown } from '../../src/criteria/visible';

const items = (...ids: string[]): Group[] => ids.map(id => ({ ...emptyItem('', 'subjective'), id }));
const ids = (all: readonly Group[] | undefined) => all?.map(item => item['id']);

describe('parts', () => {
  it.each(['价格', '技术/方案', '技术/方案/二', '/x', 'a/', '/', '//', ''])(
    'and name are the whole id again: %s',
    id => {
      const { part, name } = splitId(id);
      expect(joinId(part, name)).toBe(id);
    },
  );

  it('are neighbours with one name before the stroke', () => {
    expect(partsOf(items('价格', '技术/a', '技术/b', '商务/c', '技术/d'))).toEqual([
      { name: '', from: 0, to: 1 },
      { name: '技术', from: 1, to: 3 },
      { name: '商务', from: 3, to: 4 },
      { name: '技术', from: 4, to: 5 },
    ]);
  });

  it('are renamed with all their items, and no name ends a part', () => {
    const all = items('技术/a', '技术/b', '商务/c');
    expect(ids(renamePart(all, partsOf(all)[0]!, 'T/x'))).toEqual(['T／x/a', 'T／x/b', '商务/c']);
    expect(partName('a/b')).toBe('a／b');
    expect(ids(renamePart(all, partsOf(all)[2 - 1]!, ''))).toEqual(['技术/a', '技术/b', 'c']);
  });

  it('are moved as a whole', () => {
    const all = items('价格', '技术/a', '技术/b', '商务/c');
    const [price, technical] = partsOf(all);
    expect(ids(movePart(all, technical!, -1)!)).toEqual(['技术/a', '技术/b', '价格', '商务/c']);
    expect(ids(movePart(all, technical!, 1)!)).toEqual(['价格', '商务/c', '技术/a', '技术/b']);
    expect(movePart(all, price!, -1)).toBe(null);
  });
});

describe('an item', () => {
  const all = items('价格', '技术/a', '技术/b', '商务/c');

  it('moves within its part, then into the one beside it, and stays at the ends', () => {
    const up = moveItem(all, 2, -1)!;
    expect([ids(up.items), up.at]).toEqual([['价格', '技术/b', '技术/a', '商务/c'], 1]);
    const over = moveItem(all, 2, 1)!;
    expect([ids(over.items), over.at]).toEqual([['价格', '技术/a', '商务/b', '商务/c'], 2]);
    const out = moveItem(all, 1, -1)!;
    expect([ids(out.items), out.at]).toEqual([['价格', 'a', '技术/b', '商务/c'], 1]);
    expect([moveItem(all, 0, -1), moveItem(all, 3, 1)]).toEqual([null, null]);
  });

  it('is put in and taken out', () => {
    expect(ids(insert(all, 1, items('x')[0]!))).toEqual(['价格', 'x', '技术/a', '技术/b', '商务/c']);
    expect(ids(without(all, 1))).toEqual(['价格', '技术/b', '商务/c']);
  });

  it('has as many points as its weight until somebody says otherwise', () => {
    let item = weigh(emptyItem('', 'subjective'), '2');
    item = weigh(item, '20');
    expect([item['weightPermille'], item['maxHundredths']]).toEqual(['20', '20']);
    // What cannot be read on the way does not part them.
    item = weigh(weigh(item, '1o'), '10');
    expect([item['weightPermille'], item['maxHundredths']]).toEqual(['10', '10']);
    item = weigh({ ...item, maxHundredths: '100' }, '30');
    expect([item['weightPermille'], item['maxHundredths']]).toEqual(['30', '100']);
    expect(weigh(emptyItem('', 'price'), '30')['maxHundredths']).toBe('');
  });

  it('adds to a sum that is exact', () => {
    const weights = (...texts: string[]) => weightsOf(texts.map(text => ({ ...all[0]!, weightPermille: text })));
    expect(weights('33.3', '33.3', '33.4')).toEqual({ sum: 1000n, isWhole: true });
    expect(weights('50', '', 'x')).toEqual({ sum: 500n, isWhole: false });
  });
});

describe('writing', () => {
  it('into one field is one change, and each change can be undone', () => {
    let e = begin(emptyDraft());
    e = edit(edit(e, ['pack'], 'a'), ['pack'], 'ab');
    e = edit(e, ['method'], 'm');
    e = act(e, put(e.draft, ['criteria'], items('x')), { key: 'tree.removed', values: { name: 'x' } });
    expect([e.past.length, e.note?.key]).toEqual([3, 'tree.removed']);
    e = undo(e);
    expect([textAt(e.draft, 'method'), listAt(e.draft, 'criteria').length]).toEqual(['m', 0]);
    e = undo(undo(e));
    expect(e.draft).toEqual(emptyDraft());
    expect(undo(e)).toBe(e);
  });

  it('keeps no more of the past than it may', () => {
    let e = begin(emptyDraft());
    for (let i = 0; i < 300; i++) e = act(e, put(e.draft, ['pack'], `${i}`));
    expect(e.past.length).toBe(100);
  });
});

describe('fields', () => {
  const draft = put(emptyDraft(), ['method'], 'lowest-price-benchmark');
  const group = (key: string) => draft[key] as Group;

  it('are asked for where the method and the kind of price have a use for them', () => {
    expect(isShown(draft, '$.ceilingFen', 'ceilingFen', draft)).toBe(true);
    expect(isShown(draft, '$.ceilingMillionths', 'ceilingMillionths', draft)).toBe(false);
    expect(isShown(draft, '$.parameters.K', 'K', group('parameters'))).toBe(false);
    const average = put(draft, ['method'], 'average-benchmark');
    expect(isShown(average, '$.parameters.K', 'K', group('parameters'))).toBe(true);
  });

  it('never hide what would be written', () => {
    const odd = put(put(draft, ['parameters', 'K'], '1'), ['ceilingMillionths'], '3');
    expect([
      hasUnused(draft),
      hasUnused(odd),
      isShown(odd, '$.parameters.K', 'K', odd['parameters'] as Group),
      isShown(odd, '$.ceilingMillionths', 'ceilingMillionths', odd),
    ]).toEqual([false, true, true, true]);
    const part = { kind: 'amount', years: '3', lines: [], baseFen: '' };
    expect(isShown(odd, '$.priceParts[0].years', 'years', part)).toBe(true);
    expect(isShown(odd, '$.priceParts[0].baseFen', 'baseFen', part)).toBe(false);
  });
});

describe('the check', () => {
  const fault = { code: 'c', path: '$.criteria[1].kind', rule: 'r', detail: '', words: { zh: '中', en: 'e' } };

  it('asks for what is not yet answered, and takes no answer for another text', () => {
    let c = next(beginChecking(), { said: 'text', text: 'a' });
    expect([askOf(c), standingOf(c)]).toEqual(['a', 'asking']);
    c = next(c, { said: 'text', text: 'b' });
    c = next(c, { said: 'answered', text: 'a', faults: [fault] });
    expect([askOf(c), c.faults]).toEqual(['b', []]);
    c = next(c, { said: 'answered', text: 'b', faults: [fault] });
    expect([askOf(c), standingOf(c)]).toEqual([null, 'faulty']);
    c = next(c, { said: 'text', text: 'c' });
    expect([c.faults.length, standingOf(c)]).toEqual([1, 'asking']);
    c = next(c, { said: 'answered', text: 'c', faults: [] });
    expect(standingOf(c)).toBe('sound');
    expect(standingOf(next(c, { said: 'text', text: null }))).toBe('unreadable');
  });

  it('stops at a trouble until it is asked again or the text is another', () => {
    let c = next(next(beginChecking(), { said: 'text', text: 'a' }), { said: 'failed', text: 'a', cause: new Error() });
    expect([askOf(c), standingOf(c)]).toEqual([null, 'failed']);
    expect(askOf(next(c, { said: 'again' }))).toBe('a');
    c = next(c, { said: 'text', text: 'b' });
    expect(askOf(c)).toBe('b');
    expect(next(c, { said: 'failed', text: 'a', cause: 1 })).toBe(c);
  });

  it('finds each at its place, or at the nearest that there is', () => {
    const found = findingsOf([{ path: '$.ceilingFen', problem: 'notNumber' }], [fault, fault]);
    expect([...byPath(found)].map(([path, all]) => [path, all.length])).toEqual([
      ['$.ceilingFen', 1],
      ['$.criteria[1].kind', 2],
    ]);
    const there =
      (...paths: string[]) =>
      (path: string) =>
        paths.includes(path);
    expect(nearest('$.criteria[1].kind', there('$.criteria[1].kind', '$.criteria'))).toBe('$.criteria[1].kind');
    expect(nearest('$.criteria[1].kind', there('$.criteria'))).toBe('$.criteria');
    expect(nearest('$.criteria[1].kind', there('$'))).toBe('$');
    expect(nearest('$.x', there())).toBe(null);
  });
});

describe('a pack', () => {
  it.each(packIds)('is known: %s', id => {
    const facts = packFacts(packOf(id)!, 'lowest-price-benchmark');
    expect(facts.length).toBeGreaterThan(5);
    for (const { rule } of facts) expect(rule).toMatch(/^[a-z]/);
  });

  it('says shares as per cent where that is exact', () => {
    expect([shareOf('1/2'), shareOf('9/20'), shareOf('1/3')]).toEqual(['50%', '45%', '1/3']);
    const low = packFacts(packOf('procurement-goods')!, 'x').find(fact => fact.key === 'criteria.pack.low')!;
    expect(low).toEqual({
      key: 'criteria.pack.low',
      values: { average: '50%', next: '50%', ceiling: '45%' },
      rule: 'low-price-2026',
    });
  });
});
