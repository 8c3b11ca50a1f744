import { afterEach, describe, expect, it } from 'vitest';
import { i18n, setTrade } from '../src/i18n';
import { rulePacks } from '../src/seal/terms';
import { inTrade, tradeOf } from '../src/trade';
import zh from '../src/words/zh';
import './render';

const all = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : Object.values(words as object).flatMap(value => all(value));
const ofWorks = /标段|招标人|异议|招标编号/;
const shown = () => all(i18n.global.getLocaleMessage('zh')).join('\n');

describe('the words of a trade', () => {
  afterEach(() => setTrade('works'));

  it('follow from the pack, as those of the record do', () =>
    expect(rulePacks.map(pack => tradeOf(pack))).toEqual(
      rulePacks.map(pack => (pack.id.startsWith('procurement-') ? 'procurement' : 'works')),
    ));

  it('are changed everywhere, in every area, and back again', () => {
    const before = shown();
    expect(before).toMatch(ofWorks);
    setTrade('procurement');
    expect(shown()).not.toMatch(ofWorks);
    expect(i18n.global.t('role.Tenderer', {}, { locale: 'zh' })).toBe('采购人');
    expect(i18n.global.t('role.Tenderer', {}, { locale: 'en' })).toBe('Tenderer');
    setTrade('works');
    expect(shown()).toBe(before);
  });

  it('are changed before what people wrote is put into them', () => {
    setTrade('procurement');
    expect(i18n.global.t('event.LotFailed', { cause: '第一标段' }, { locale: 'zh' })).toContain('第一标段');
  });

  it('keep every key and every place for a value', () => {
    const places = (text: string) => text.match(/\{\w+\}/g) ?? [];
    expect(all(inTrade(zh, 'procurement')).map(places)).toEqual(all(zh).map(places));
  });
});
