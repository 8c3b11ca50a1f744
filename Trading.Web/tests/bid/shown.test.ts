import { beforeAll, describe, expect, it, vi } from 'vitest';
import BidSteps from '../../src/bid/BidSteps.vue';
import { start, type Bidding, type Said } from '../../src/bid/bidding';
import { emptyForm } from '../../src/bid/fields';
import { next } from '../../src/bid/next';
import PriceForm from '../../src/bid/PriceForm.vue';
import { foldAll, noHall } from '../../src/fold';
import { addWords, type Language } from '../../src/i18n';
import type { Person } from '../../src/seal/person';
import type { PriceKind } from '../../src/seal/price';
import type { Target } from '../../src/seal/target';
import type { TrustFile } from '../../src/seal/trust';
import bidEn from '../../src/words/bid.en';
import bidZh from '../../src/words/bid.zh';
import personEn from '../../src/words/person.en';
import personZh from '../../src/words/person.zh';
import { partOf, render, textOf } from '../render';
import { streamOf, vector, type SessionVector } from '../vectors';

// What the page says to a bidder while it is typing, and before it seals.

const lot = foldAll(noHall, streamOf(vector<SessionVector>('sessions/standstill.json'))).lots[0]!;

beforeAll(() => {
  vi.stubGlobal('location', { hostname: 'localhost' });
  addWords('person', { zh: personZh, en: personEn });
  addWords('bid', { zh: bidZh, en: bidEn });
});

describe('a price beyond the bound', () => {
  const note = async (
    priceKind: PriceKind,
    ceiling: bigint,
    price: string,
    { version = 2, language = 'zh' as Language } = {},
  ) => {
    const form = { ...emptyForm('甲'), price };
    const props = {
      lot: { ...lot, priceKind, ceiling, version },
      showFaults: false,
      holder: null,
      form,
      documents: [],
      empty: [],
    };
    return textOf(partOf(await render(PriceForm, props, language), 'form-over')).trim();
  };

  it('is told where a discount is below the least, and not where it is better', async () => {
    expect(await note('Discount', 50_000n, '3%')).toBe('低于最低下浮率，开标时会如实标注。');
    expect(await note('Discount', 50_000n, '3%', { language: 'en' })).toBe(
      'Below the least discount; the opening will mark that.',
    );
    for (const price of ['5%', '10%', '', '3', 'x']) expect(await note('Discount', 50_000n, price)).toBe('');
  });

  it('is told where any other price is above the ceiling, and not at it', async () => {
    expect(await note('Amount', 100_000n, '1,000.01')).toBe('高于最高限价，开标时会如实标注。');
    expect(await note('Rate', 985_000n, '98.6%', { language: 'en' })).toBe(
      'Above the ceiling; the opening will mark that.',
    );
    expect([await note('Amount', 100_000n, '1000'), await note('Rate', 985_000n, '98.5%')]).toEqual(['', '']);
  });

  it('is nothing where there is no bound', async () => {
    expect([await note('Amount', 0n, '999999'), await note('Discount', 0n, '0%')]).toEqual(['', '']);
  });

  it('is above a ceiling of a discount under version 1, as the opening marks it there', async () => {
    expect(await note('Discount', 50_000n, '10%', { version: 1 })).toBe('高于最高限价，开标时会如实标注。');
    expect(await note('Discount', 50_000n, '3%', { version: 1 })).toBe('');
  });
});

describe('a certificate, before a bid is sealed', () => {
  const hour = 3_600_000_000;
  const now = BigInt(lot.closeAt - 2 * hour);
  const step = async (until: number, { language = 'zh' as Language, from = 0, isAnchored = true, told = {} } = {}) => {
    const certificate = {
      subject: '漓江建设',
      holder: { names: ['漓江建设'], code: '' },
      from: BigInt(from),
      until: BigInt(until),
    };
    const target = {
      policy: { trustees: [{ name: '一' }], threshold: 1, openAt: BigInt(lot.closeAt), custody: 'Independent' },
      certificate: { lockId: new Uint8Array(32) },
      tender: null,
      ...told,
    };
    const said: Said[] = [
      {
        said: 'lot',
        lot: { phase: 'intake', isPast: false, closeAt: lot.closeAt, lateRule: '', tenderCode: '', revoked: [] },
      },
      { said: 'read', bids: [] },
      { said: 'person', person: { certificate } as unknown as Person },
      { said: 'trust', trust: { file: { trustees: [] } as unknown as TrustFile, isFromPlatform: false } },
      { said: 'locked', lock: { target: target as unknown as Target, isAnchored } },
    ];
    const bidding = said.reduce<Bidding>(next, start);
    return render(
      BidSteps,
      { bidding, hall: noHall, lot, nowMicros: now, form: emptyForm(''), documents: [] },
      language,
    );
  };
  const told = async (...args: Parameters<typeof step>) => {
    const note = partOf(await step(...args), 'certificate-ends');
    return [/data-trouble="(\w+)"/.exec(note)?.[1] ?? null, textOf(note)] as const;
  };

  it.each([
    ['ended', lot.closeAt - 3 * hour, '的证书已于', 'ended at'],
    ['beforeDeadline', lot.closeAt - hour, '早于投标截止', 'before the deadline'],
    ['sameDay', lot.closeAt + 1, '将于开标当日', 'on the day of the opening'],
  ] as const)(
    'that has no time left is told with whose it is and when: %s',
    async (trouble, until, chinese, english) => {
      const [word, text] = await told(until);
      expect([word, text.includes('漓江建设'), text.includes(chinese)]).toEqual([trouble, true, true]);
      const [, translated] = await told(until, { language: 'en' });
      expect([translated.includes('漓江建设'), translated.includes(english)]).toEqual([true, true]);
      expect(text).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    },
  );

  it('that is not valid yet is told with its first hour', async () => {
    expect((await told(lot.closeAt + 900 * hour, { from: lot.closeAt - hour }))[0]).toBe('notYet');
  });

  it('that outlasts the day says nothing, unless no authority of the trust file issued it', async () => {
    const long = lot.closeAt + 48 * hour;
    expect(await told(long)).toEqual([null, '']);
    const stranger = await step(long, { isAnchored: false });
    expect([stranger.includes('data-testid="not-anchored"'), stranger.includes('certificate-ends')]).toEqual([
      true,
      false,
    ]);
    expect(await step(long)).not.toContain('not-anchored');
  });

  it('stands beside who published, and beside a number that was published before', async () => {
    const mark = { times: 2, number: 1, earlier: null, later: null };
    const html = await step(lot.closeAt, {
      told: { terms: { publisher: { name: '漓江代理', key: null }, lots: [], scoring: [] }, tender: mark },
    });
    expect(textOf(partOf(html, 'lock-publisher'))).toContain('漓江代理');
    expect(textOf(partOf(html, 'tender-again'))).toContain('已发布 2 次，这是第 1 次');
  });
});
