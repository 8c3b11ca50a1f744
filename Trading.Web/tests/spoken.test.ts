import { afterEach, describe, expect, it } from 'vitest';
import { figureWord, i18n, setTrade, spoken, word } from '../src/i18n';

// Words that rows look up once must not outlive the language or the trade they were looked up in.

const key = 'bids.bidder';

afterEach(() => {
  i18n.global.locale.value = 'zh';
  setTrade('works');
});

describe('words that are looked up once', () => {
  it('are those of the language that the page speaks now', () => {
    i18n.global.locale.value = 'zh';
    const [chinese, map] = [word(key), spoken.value];
    expect(chinese).toBe(i18n.global.t(key));
    expect(spoken.value).toBe(map);
    i18n.global.locale.value = 'en';
    expect(word(key)).toBe(i18n.global.t(key));
    expect(word(key)).not.toBe(chinese);
    expect(spoken.value).not.toBe(map);
  });

  it('are those of the trade that the page speaks in now', () => {
    i18n.global.locale.value = 'zh';
    const works = [word('hall.lot'), word(key), word('protest.Question')];
    setTrade('procurement');
    const now = [word('hall.lot'), word(key), word('protest.Question')];
    expect(now).toEqual(['hall.lot', key, 'protest.Question'].map(each => i18n.global.t(each)));
    expect(now).not.toEqual(works);
  });

  it('stand around every figure that is put into them', () => {
    for (const n of ['0.00', '1,234.56', '$&', '−7'])
      expect(figureWord('unit.yuan', n)).toBe(i18n.global.t('unit.yuan', { n }));
  });
});
