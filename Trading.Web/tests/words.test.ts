import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { knownTypes } from '../src/fold';
import { knownActs } from '../src/people/people';
import { priceKinds } from '../src/seal/price';
import bidEn from '../src/words/bid.en';
import bidZh from '../src/words/bid.zh';
import en from '../src/words/en';
import hostEn from '../src/words/host.en';
import hostZh from '../src/words/host.zh';
import peopleEn from '../src/words/people.en';
import peopleZh from '../src/words/people.zh';
import personEn from '../src/words/person.en';
import personZh from '../src/words/person.zh';
import scoreEn from '../src/words/score.en';
import scoreZh from '../src/words/score.zh';
import zh from '../src/words/zh';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.cs') && !/(^|\/)(obj|bin)\//.test(file))
    .map(file => read(`${folder}/${file}`));
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1]!);
const leaves = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value as object, `${path}${key}.`),
  );
const holes = (text: string) => found(text, /\{(\w+)\}/g).sort();
const csharp = ['Trading.Streams', 'Trading.Locks', 'Trading.Opening', 'Trading.Server'].flatMap(sources).join('\n');
const enumOf = (name: string) =>
  found(new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`).exec(csharp)![1]!.replace(/\/\/.*/g, ''), /(\w+)/g);

describe('words', () => {
  it.each([
    ['all', zh, en],
    ['person', personZh, personEn],
    ['host', hostZh, hostEn],
    ['bid', bidZh, bidEn],
    ['people', peopleZh, peopleEn],
    ['score', scoreZh, scoreEn],
  ])('have the same keys and the same places for values in both languages: %s', (_, one, other) => {
    const [chinese, english] = [new Map(leaves(one)), new Map(leaves(other))];
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese) expect([key, holes(english.get(key)!)]).toEqual([key, holes(text)]);
    for (const text of [...chinese.values(), ...english.values()]) expect(text.trim()).not.toBe('');
  });

  it('can all be read by the translator', () => {
    const { t } = createI18n({ legacy: false, locale: 'zh', messages: { zh, en } }).global;
    for (const locale of ['zh', 'en'] as const)
      for (const [key, text] of leaves(locale === 'zh' ? zh : en)) {
        const values = Object.fromEntries(holes(text).map(hole => [hole, '7']));
        expect(t(key, values, { locale })).toBe(text.replace(/\{\w+\}/g, '7'));
      }
  });

  it.each([
    [
      'every event of the session that the server or this page knows',
      'event',
      [...knownTypes(), ...found(csharp, /sealed record (\w+)\([^)]*\)\s*: (?:Session|Lot)Event/g)],
    ],
    ['every mark', 'mark', enumOf('Mark')],
    ['every reason', 'reason', [...enumOf('Reason'), ...found(csharp, /Make\([^,]+, "(\w+)"/g), 'Failed']],
    [
      'every next step',
      'next',
      [
        ...found(csharp, /(?:Refusal\(|No\.\w+\().*"([a-z]+(?:-[a-z]+)+)"\)/g),
        ...found(csharp, /Make\(.*"([a-z-]+)"\);/g),
      ],
    ],
    ['every fault', 'fault', enumOf('Fault')],
    ['every failure of a lot', 'failed', enumOf('LotFailure')],
    ['every role', 'role', enumOf('Role')],
    ['every kind of price', 'priceKind', [...enumOf('PriceKind'), ...priceKinds]],
    ['every rule pack', 'pack', found(csharp, /"((?:construction|procurement)-[a-z]+)"/g)],
    ['every standing', 'standing', enumOf('RecordStanding').map(word => word[0]!.toLowerCase() + word.slice(1))],
    [
      'every phase of a lot',
      'phase',
      found(csharp, /sealed record (\w+)\([^)]*\)\s*: Lot\(/g).map(word => word.toLowerCase()),
    ],
    [
      'every cause of an unreadable bid',
      'cause',
      found(
        sources('Trading.Crypto')
          .join('\n')
          .match(/enum OpeningFault[^{]*\{([^}]*)\}/)![1]!
          .replace(/\/\/.*/g, ''),
        /(\w+)/g,
      ).filter(word => word !== 'None'),
    ],
    ['every source of rules', 'rule', found(csharp, /"([a-z]+(?:-[a-z]+|-87)?):[a-z0-9]+"/g)],
  ])('has words for %s', (_, group, codes) => {
    expect(codes.length).toBeGreaterThan(1);
    expect(Object.keys((zh as unknown as Record<string, object>)[group]!)).toEqual(
      expect.arrayContaining([...new Set(codes)]),
    );
  });

  it('has words for every act that the office notes', () => {
    const noted = [
      ...found(csharp, /\bNote\([\w., ]*?(?:"command-line", )?(?:\w+ \? )?"([a-z-]+)"/g),
      ...found(csharp, /OneTimeAsync\(\w+, "([a-z-]+)"/g),
      ...found(csharp, /OneTimeAsync\("command-line", "([a-z-]+)"/g),
      ...found(csharp, /\bNote\([^"]*"\w+" : "([a-z-]+)"/g),
    ];
    expect([...new Set(noted)].sort()).toEqual([...knownActs].sort());
    for (const words of [peopleZh, peopleEn]) expect(Object.keys(words.act).sort()).toEqual([...knownActs].sort());
  });

  it('has the reasons that the specification lists', () => {
    const table = read('docs/spec/feed.md').split('## Refusals')[1]!.split('## Reading')[0]!;
    expect(Object.keys(zh.reason)).toEqual(expect.arrayContaining(found(table, /^\| `(\w+)` \|/gm)));
  });

  it('says every problem of a draft, every fault of a lock and what a host confirms, in both languages', () => {
    const source =
      read('Trading.Web/src/seal/draft.ts') +
      read('Trading.Web/src/host/draftTexts.ts') +
      read('Trading.Web/src/host/HostPage.vue');
    const problems = [
      ...found(source, /return '(\w+)';/g),
      ...found(source, /\? '(\w+)' :/g).filter(word => word === 'platform' || word === 'trustees'),
    ];
    expect(problems).toEqual(expect.arrayContaining(['noSupervisor', 'closePast', 'roleKey']));
    for (const words of [hostZh, hostEn])
      expect(Object.keys(words.problem)).toEqual(expect.arrayContaining([...new Set(problems)]));
    const used = found(source, /\$t\('host\.([\w.]+)'/g);
    for (const words of [hostZh, hostEn])
      expect(leaves(words).map(([key]) => key)).toEqual(expect.arrayContaining(used));
    for (const words of [personZh, personEn])
      expect(Object.keys(words.lock)).toEqual(
        expect.arrayContaining(found(read('Trading.Web/src/seal/target.ts'), /LockProblem\('(\w+)'/g)),
      );
  });

  it('names its words by keys that exist', () => {
    const keys = new Set(leaves(zh).map(([key]) => key));
    const pages = readdirSync(`${root}Trading.Web/src`, { recursive: true, encoding: 'utf8' }).filter(
      file => /^(hall|home|screen|layout|tender)\/.*\.(vue|ts)$/.test(file) || file === 'App.vue',
    );
    const used = pages.flatMap(file =>
      found(read(`Trading.Web/src/${file}`), /\$?\bt\('([\w.-]+)'/g).map(key => [file, key] as const),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(([, key]) => !keys.has(key))).toEqual([]);
  });
});
