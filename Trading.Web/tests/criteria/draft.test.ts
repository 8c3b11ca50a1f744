import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyDraft, isDraft, isEmpty, put } from '../../src/criteria/draft';
import { fractionText, printWhole, readFraction, readWhole } from '../../src/criteria/entries';
import { readDraft, type Refusal, type Taken } from '../../src/criteria/read';
import { nodesOf, type Node } from '../../src/score/place';
import { writeDraft } from '../../src/criteria/write';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

interface Vector {
  name: string;
  /** The file; of a tender the very bytes. */
  text: string;
  expect: { error?: { code: string; path: string } };
}
const folder = 'tests/vectors/scoring';
// As the files have them: numbers of any size stay as they are written.
function vectors(file: string): Vector[] {
  const text = read(`${folder}/${file}`);
  const raw = (nodesOf(text) as Node).elements.map(each => each.members.find(({ key }) => key === 'tender')?.value);
  return (JSON.parse(text) as Omit<Vector, 'text'>[]).map((vector, i) => ({
    text: raw[i] ? text.slice(raw[i].from, raw[i].to) : '',
    ...vector,
  }));
}
const jsonIn = (under: string) =>
  readdirSync(root + under)
    .filter(file => file.endsWith('.json'))
    .map(file => `${under}/${file}`);
const taken = (text: string): Taken => {
  const found = readDraft(text);
  if ('code' in found) throw new Error(`${found.code} ${found.path}`);
  return found;
};

// What the page makes of files, for tests/Trading.Scoring.Tests/BuilderTests.cs.
const sources = [
  ...[...jsonIn('docs/examples'), ...jsonIn('docs/examples/terms')].map(path => ({ name: path, text: read(path) })),
  ...['filing/terms.json', ...readdirSync(`${root}${folder}/next`).map(file => `next/${file}`)].flatMap(file =>
    vectors(file).map(vector => ({ name: `${file} ${vector.name}`, text: vector.text })),
  ),
].flatMap(({ name, text }) => {
  const found = readDraft(text);
  const written = 'draft' in found ? writeDraft(found.draft).text : null;
  return written === null ? [] : [{ name, source: text, written }];
});

describe('a file of terms', () => {
  it('is written as the vectors say, which C# reads beside the files that they came from', () => {
    const text = `[\n${sources.map(one => JSON.stringify(one)).join(',\n')}\n]\n`;
    const path = 'tests/vectors/criteria/written.json';
    if (process.env['TRADING_WRITE_VECTORS'] === '1') {
      writeFileSync(root + path, text);
    }
    expect(sources.length).toBeGreaterThan(40);
    expect(read(path)).toBe(text);
  });

  it('that the page wrote is read and written as the same bytes', () => {
    for (const { written } of sources) expect(writeDraft(taken(written).draft).text).toBe(written);
  });

  it.each(jsonIn('docs/examples/terms'))('is in its one spelling: %s', path => {
    const { draft, left } = taken(read(path));
    expect([left, writeDraft(draft)]).toEqual([[], { text: read(path), unreadable: [] }]);
    expect(isDraft(JSON.parse(JSON.stringify(draft)))).toBe(true);
  });

  it('with bids says what it leaves, and keeps the terms', () => {
    const { draft, left } = taken(read('docs/examples/goods.json'));
    expect(left.map(each => each.key)).toContain('sheets');
    expect(left.find(each => each.key === 'bids')!.count).toBeGreaterThan(2);
    expect(writeDraft(draft).text).toContain('"bids": []');
  });

  // A refusal of the page is the one that the core makes, at the same place: two readers that disagree about one file
  // would be worse than one that takes it.
  it('is refused only as the specification refuses it', () => {
    let refused = 0;
    for (const file of ['faults-of-form.json', 'filing/terms.json', ...['next'].flatMap(each => jsonOf(each))])
      for (const vector of vectors(file)) {
        const found = readDraft(vector.text);
        if (!('code' in found)) continue;
        refused++;
        const { code, path } = vector.expect.error ?? { code: 'none', path: '' };
        expect([vector.name, found.code, found.path]).toEqual([vector.name, code, path]);
      }
    expect(refused).toBeGreaterThan(10);
  });
  const jsonOf = (under: string) => readdirSync(`${root}${folder}/${under}`).map(file => `${under}/${file}`);

  it('is refused with line and column, and a key that stands twice is never taken in silence', () => {
    const text = '{\n  "format": "trading-score/1",\n  "pack": "a",\n  "pack": "b"\n}';
    expect(readDraft(text)).toEqual({ code: 'duplicate-key', path: '$.pack', line: 4, column: 3 });
    expect(readDraft('{\n  "format": x\n}')).toMatchObject({ code: 'not-json', line: 2, column: 13 });
    expect((readDraft('{"format":"trading-score/1","a":{"criteria":[{}]}}') as Refusal).code).toBe('unknown-key');
    expect((readDraft('{"format":"trading-score/2"}') as Refusal).code).toBe('unknown-value');
    expect((readDraft('[]') as Refusal).code).toBe('wrong-type');
    expect((readDraft('[[[[[[[[[]]]]]]]]]') as Refusal).code).toBe('not-json');
    expect((readDraft('{"a":"\\ud800"}') as Refusal).code).toBe('not-json');
  });

  it('keeps what is wrong in a field, for whoever mends it', () => {
    const { draft } = taken(
      '{"format":"trading-score/1","pack":"none","method":"x","bids":[],"parameters":{"K":"abc"},' +
        '"criteria":[{"id":"","kind":"y","weightPermille":99999999999999999999}]}',
    );
    expect(draft).toMatchObject({
      pack: 'none',
      method: 'x',
      parameters: { K: 'abc' },
      criteria: [{ id: '', kind: 'y', weightPermille: '9999999999999999999.9' }],
    });
    expect(writeDraft(draft).unreadable).toEqual([{ path: '$.parameters.K', problem: 'notFraction' }]);
    const mended = writeDraft(put(draft, ['parameters', 'K'], '95%')).text;
    expect(mended).toContain('"weightPermille": 99999999999999999999');
    expect(mended).toContain('"K": "19/20"');
  });
});

describe('a draft', () => {
  it('begins empty and whole', () => {
    expect(isDraft(emptyDraft())).toBe(true);
    expect(isEmpty(emptyDraft()['criteria']!)).toBe(true);
    for (const broken of [null, [], {}, { ...emptyDraft(), pack: 1 }, { ...emptyDraft(), more: '' }])
      expect(isDraft(broken)).toBe(false);
  });

  it('names each field that cannot be read by its place in the file', () => {
    let draft = taken(read('docs/examples/terms/works.json')).draft;
    draft = put(draft, ['criteria', 1, 'weightPermille'], '30.05');
    draft = put(draft, ['ceilingFen'], 'viel');
    draft = put(draft, ['parameters', 'deductAbove'], { form: 'tiers', flat: '', tiers: [] });
    draft = put(draft, ['parameters', 'deductAbove', 'tiers'], [{ fromPercent: '0', perPercent: 'x' }]);
    expect(writeDraft(draft)).toEqual({
      text: null,
      unreadable: [
        { path: '$.parameters.deductAbove[0].perPercent', problem: 'notFraction' },
        { path: '$.ceilingFen', problem: 'notNumber' },
        { path: '$.criteria[1].weightPermille', problem: 'tooFine' },
      ],
    });
  });
});

describe('what is written into a field', () => {
  const points = { decimals: 2, name: 'points' } as const;
  it.each([
    ['12.5', 1250n],
    ['0', 0n],
    ['1,000', 100_000n],
    ['１２．５０', 1250n],
    ['2.', 200n],
    ['-1', -100n],
    ['90071992547409931.27', 9_007_199_254_740_993_127n],
    ['1.255', 'tooFine'],
    ['1.250', 125n],
    ['', 'notNumber'],
    ['1e3', 'notNumber'],
    ['.5', 'notNumber'],
    ['1.2.3', 'notNumber'],
  ])('is a whole number of the file, exactly: %s', (text, expected) => {
    expect(readWhole(text, points)).toEqual(expected);
  });

  it.each([
    ['0.95', '"19/20"'],
    ['95%', '"19/20"'],
    ['38/40', '"19/20"'],
    ['1', '1'],
    ['100%', '1'],
    ['0/7', '0'],
    ['0.5%', '"1/200"'],
    ['１／２', '"1/2"'],
    ['1/0', null],
    ['-1', null],
    ['', null],
    ['0.1234567890123456789', null],
  ])('is a fraction in lowest terms: %s', (text, expected) => {
    const ratio = readFraction(text);
    expect(typeof ratio === 'string' ? null : fractionText(ratio)).toBe(expected);
  });

  it('is shown as it would be written', () => {
    expect(['1250', '5', '-5', '0', '1200'].map(text => printWhole(text, points))).toEqual([
      '12.5',
      '0.05',
      '-0.05',
      '0',
      '12',
    ]);
  });
});
