import { beforeAll, describe, expect, it } from 'vitest';
import AnswerCard from '../../src/expert/AnswerCard.vue';
import { addExpertWords } from '../../src/expert/expertWords';
import NoticeView from '../../src/expert/NoticeView.vue';
import { noNotice, type Notice, type Seen } from '../../src/expert/useNotice';
import type { Language } from '../../src/i18n';
import en from '../../src/words/expert.en';
import zh from '../../src/words/expert.zh';
import { inBoth, partOf, render, textOf } from '../render';

// The experts' page as it is read; a word that is missing fails it.

beforeAll(addExpertWords);

const shown = {
  place: '评标区\u202E 3 号门',
  roomAt: 1_772_413_200_000_000n,
  drawAt: 1_772_409_600_000_000n,
  digits: ['0042', '1234', '5678'],
} as const;
const wordsOf = (language: Language) => (language === 'zh' ? zh : en);

describe.each(inBoth)('the page in %s', language => {
  const page = (notice: Partial<Notice>) => render(NoticeView, { notice: { ...noNotice, ...notice } }, language);

  it('shows when, where and the number, what to bring, and the pledge', async () => {
    const html = await page({ seen: 'Open', shown, contact: '0755-1234' });
    expect(partOf(html, 'expert-when')).toContain(
      language === 'zh' ? '3 月 2 日 星期一 09:00' : 'Monday, 2 March, 09:00',
    );
    expect(partOf(html, 'expert-digits').replace(/<[^>]*>/g, ' ')).toMatch(
      /0 0 4 2, 1 2 3 4, 5 6 7 8\s+0042\s+1234\s+5678/,
    );
    expect(html).not.toContain('\u202E');
    const text = textOf(html);
    const words = wordsOf(language);
    for (const area of ['bring', 'door', 'secret', 'pledge'] as const)
      for (const item of words[area].items) expect(text).toContain(item);
    expect(text).toContain(words.pledge.lead);
    expect(text).toContain('0755-1234');
    expect(html).toContain('href="tel:07551234"');
    expect(html).toContain('expert-confirm');
    expect(html).not.toContain('expert-confirmed');
  });

  it.each(['unknown', 'damaged', 'insecure', 'Declined', 'Silent', 'CalledOff', 'Over'] as Seen[])(
    'says what is so, shows no number and asks nothing: %s',
    async seen => {
      const html = await page({ seen, shown: null });
      expect(html).toContain(`data-testid="expert-${seen}"`);
      expect(html).not.toMatch(/expert-(digits|ask|pledge|print)/);
      expect(textOf(html)).toContain(wordsOf(language).call.none);
      if (language === 'en') expect(html).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('keeps what was shown while nobody answers, and says so', async () => {
    const words = wordsOf(language);
    expect(textOf(await page({ seen: 'Confirmed', shown, isAway: true }))).toContain(words.awayKept);
    const first = textOf(await page({ isAway: true }));
    expect(first).toContain(words.away);
    expect(first).not.toContain(words.awayKept);
  });

  it('says which answer stands', async () => {
    const card = (notice: Partial<Notice>) =>
      render(AnswerCard, { notice: { ...noNotice, shown, ...notice } }, language);
    const words = wordsOf(language);
    expect(textOf(await card({ seen: 'Confirmed' }))).toContain(words.state.Confirmed.title);
    expect(await card({ seen: 'Confirmed', isOther: true })).toContain('expert-other');
    expect(await card({ seen: 'Open', isLost: true })).toContain('expert-lost');
    expect(await card({ seen: 'Open', isBusy: true })).toMatch(
      /disabled[^>]*expert-confirm|expert-confirm[^>]*disabled/,
    );
    expect(textOf(await page({ seen: 'Declined', isOther: true }))).toContain(words.answer.other);
  });

  it('is of one language', async () => {
    const html = await page({ seen: 'Open', shown: { ...shown, place: '3' }, contact: '0755-1234' });
    if (language === 'en') expect(html).not.toMatch(/\p{Script=Han}/u);
    else expect(textOf(html).replace('https', '')).not.toMatch(/[A-Za-z]{2,}/);
  });
});
