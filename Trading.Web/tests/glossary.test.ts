import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import zh from '../src/words/zh';

// docs/glossary.md is the one list of words; whoever writes Chinese follows it.

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const files = (folder: string, pattern: RegExp): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter(file => pattern.test(file) && !/(^|\/)(obj|bin)\//.test(file))
    .map(file => `${folder}/${file}`);

const rows = read('docs/glossary.md')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| zh '))
  .map(line => line.split('|').map(cell => cell.trim()));
const wordsIn = (cell: string) => cell.split('、').filter(word => word !== '');
const terms = rows.flatMap(row => wordsIn(row[1]!));
const forbidden = rows.flatMap(row => wordsIn(row[5]!));

// Longer terms first: 会话流 is one, and 会话 is not.
const byLength = [...terms].sort((a, b) => b.length - a.length);
const withoutTerms = (text: string) => byLength.reduce((rest, term) => rest.replaceAll(term, '〇'), text);
const strings = (source: string) =>
  [...source.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g)].map(match => match[0]);
const chinese = (text: string) => /\p{Script=Han}/u.test(text);
const found = (file: string, texts: string[]) =>
  texts.filter(chinese).flatMap(text => {
    const rest = withoutTerms(text);
    return forbidden.filter(word => rest.includes(word)).map(word => `${file}: ${word} in ${text.slice(0, 60)}`);
  });

describe('the glossary', () => {
  it('has terms, and names no word both ways', () => {
    expect(terms.length).toBeGreaterThan(40);
    expect(forbidden.length).toBeGreaterThan(20);
    expect(rows.every(row => row.length === 7)).toBe(true);
    expect(new Set(terms).size).toBe(terms.length);
    expect(forbidden.filter(word => terms.includes(word))).toEqual([]);
  });

  it.each([
    ['pages', 'Trading.Web/src/words', /zh\.ts$/],
    ['the record', 'Trading.Opening/Records', /\.cs$/],
    ['the commands', 'Trading.Cli', /\.cs$/],
    ['scores', 'Trading.Scoring', /\.cs$/],
  ])('is kept by the words of %s', (_, folder, pattern) => {
    const sources = files(folder, pattern);
    const texts = sources.map(file => [file, strings(read(file))] as const);
    expect(texts.flatMap(([, all]) => all.filter(chinese)).length).toBeGreaterThan(20);
    expect(texts.flatMap(([file, all]) => found(file, all))).toEqual([]);
  });

  it('is kept by the README and the specifications', () => {
    for (const file of [
      'README.md',
      'README.zh.md',
      ...['docs/spec', 'docs/guides'].flatMap(each => files(each, /\.md$/)),
    ])
      expect(found(file, read(file).split('\n'))).toEqual([]);
  });

  it('finds a word that it forbids', () => {
    expect(found('x', ["'等待密钥保管人'", "'会话已结束'"])).toHaveLength(3);
    expect(found('x', ["'会话流'", "'受托人'"])).toEqual([]);
  });
});

describe('pages and record', () => {
  const source = read('Trading.Opening/Records/RecordWords.cs');
  const table = (pattern: RegExp) =>
    Object.fromEntries([...source.matchAll(pattern)].map(match => [match[1]!, match[2]!] as const));
  const same = (record: Record<string, string>, page: Record<string, string>, least: number) => {
    expect(Object.keys(record).length).toBeGreaterThanOrEqual(least);
    expect(Object.fromEntries(Object.keys(record).map(key => [key, page[key]]))).toEqual(record);
  };

  it('say the same mark, role and rule pack', () => {
    same(table(/Mark\.(\w+) => "([^"]+)"/g), zh.mark, 12);
    same(table(/Role\.(\w+) => "([^"]+)"/g), zh.role, 5);
    same(table(/"((?:construction|procurement)-[a-z]+)" => "([^"]+)"/g), zh.pack, 3);
  });

  it('say the same cause and standing', () => {
    const causes = table(/"(\w+)" => "([^"]+)"/g);
    same(Object.fromEntries(Object.entries(causes).filter(([key]) => key in zh.cause)), zh.cause, 6);
    const stored = table(/"stored bytes: (\w+)" => "([^"]+)"/g);
    same({ storedMissing: stored.Missing!, storedDamaged: stored.Damaged! }, zh.cause, 2);
    const { Confirmed, Unconfirmed } = table(/RecordStanding\.(\w+) => "([^"]+)"/g);
    same({ confirmed: Confirmed!, unconfirmed: Unconfirmed! }, zh.standing, 2);
  });
});
