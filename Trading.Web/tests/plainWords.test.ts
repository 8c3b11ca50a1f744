import { createI18n } from 'vue-i18n';
import { afterEach, describe, expect, it } from 'vitest';
import { addWords, i18n, languages, setTrade } from '../src/i18n';
import { filled, plainOf } from '../src/plainWords';
import './render'; // every area of words

// What is said by the short way is what vue-i18n says. Its own types take every message apart.
const make = createI18n as unknown as (options: object) => {
  global: { t(key: string, values?: object): string };
};

const leaves = (words: unknown, path: string[] = []): string[] =>
  typeof words === 'object' && words !== null
    ? Object.entries(words).flatMap(([key, under]) => leaves(under, [...path, key]))
    : [path.join('.')];
const values = Object.fromEntries(
  ['n', 'k', 't', 'text', 'name', 'lot', 'from', 'to', 'number', 'time', 'cause', 'size', 'root'].map(name => [
    name,
    `〈${name} $& {n}〉`,
  ]),
);

afterEach(() => {
  i18n.global.locale.value = 'zh';
  setTrade('works');
});

describe('words that are a text with places', () => {
  for (const { code } of languages)
    it(`are what the library makes of them: ${code}`, () => {
      const messages = { [code]: i18n.global.getLocaleMessage(code) };
      const library = make({ legacy: false, locale: code, messages }).global;
      i18n.global.locale.value = code;
      const keys = leaves(messages[code]);
      const short = keys.filter(key => plainOf(messages[code], key) !== null);
      expect(short.length).toBeGreaterThan(keys.length * 0.9);
      for (const key of keys) {
        expect([key, i18n.global.t(key)]).toEqual([key, library.t(key)]);
        expect([key, i18n.global.t(key, values)]).toEqual([key, library.t(key, values)]);
      }
    });

  it('are left to the library where they are more', () => {
    const more = ['one | many', '@:app.name', "{'@'}", '{0} files', 'a } b', 'a { b', 'a\\b', ''];
    for (const text of more.filter(text => text !== '{0} files')) expect(plainOf({ text }, 'text')).toBeNull();
    expect(plainOf({ a: { b: 'x {n}' } }, 'a.b')).toBe('x {n}');
    for (const key of ['a', 'a.b.c', 'b', 'toString', 'a.constructor'])
      expect(plainOf({ a: { b: 'x' } }, key)).toBeNull();
  });

  it('say nothing where nothing is put', () => expect(filled('a {n} {k} b', { n: 0 })).toBe('a 0  b'));

  it('are of the language, the trade, and the areas of now', () => {
    const before = i18n.global.t('hall.lot');
    setTrade('procurement');
    expect(i18n.global.t('hall.lot')).not.toBe(before);
    i18n.global.locale.value = 'en';
    expect(i18n.global.t('hall.lot')).toBe('Lot');
    expect(i18n.global.t('later.word')).toBe('later.word');
    addWords('later', { zh: { word: '后' }, en: { word: 'later' } });
    expect(i18n.global.t('later.word')).toBe('later');
  });
});
