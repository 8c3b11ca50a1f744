import { ref, shallowRef, type Component } from 'vue';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { emptyAsk } from '../../src/draws/askTexts';
import AgainCard from '../../src/draws/AgainCard.vue';
import { comparedOf } from '../../src/draws/compared';
import CountsCard from '../../src/draws/CountsCard.vue';
import { foldDraw } from '../../src/draws/fold';
import GateList from '../../src/draws/GateList.vue';
import { drawRules, requestReasons } from '../../src/draws/gates';
import NamesCard from '../../src/draws/NamesCard.vue';
import type { DrawDraft } from '../../src/draws/publication';
import RequestCheck from '../../src/draws/RequestCheck.vue';
import RequestForm from '../../src/draws/RequestForm.vue';
import RequestPage from '../../src/draws/RequestPage.vue';
import { noDraw, type Draw } from '../../src/draws/state';
import {
  againStatement,
  outcomes,
  supervisorOf,
  warningsOf,
  whyNotAgain,
  type SeatList,
} from '../../src/draws/supervising';
import SupervisePage from '../../src/draws/SupervisePage.vue';
import TrustPick from '../../src/person/TrustPick.vue';
import type { Person } from '../../src/seal/person';
import { verify } from '../../src/seal/suite';
import type { TrustFile } from '../../src/seal/trust';
import { inBoth, partOf, render, said, textOf } from '../render';
import { caseOf, cases, streamOf } from './vectors';

// The pages that ask for a draw and supervise it, as they are read.

const shown = vi.hoisted(() => ({ draw: null as unknown, list: null as unknown }));
vi.mock('../../src/draws/useDraw', () => ({
  useDraw: () => ({ draw: shallowRef(shown.draw), link: ref('live'), corrupt: ref(null), news: shallowRef([]) }),
}));
vi.mock('../../src/draws/useSeats', async original => ({
  ...(await original<object>()),
  useSeats: () => ({ list: shallowRef(shown.list), trouble: shallowRef(null) }),
}));
const now = Date.parse('2026-03-01T23:00:00Z');
vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
vi.mock('../../src/serverTime', () => ({
  useServerTime: () => ({
    second: shallowRef(Date.parse('2026-03-01T23:00:00Z') / 1_000),
    errorMs: ref(1),
    wallAheadMs: ref(0),
  }),
}));

const drawOf = (name: string, upTo?: string): Draw => {
  const events = streamOf(caseOf(name), 'draw');
  const end = upTo === undefined ? events.length : events.findLastIndex(({ e }) => e.includes(`"${upTo}"`)) + 1;
  return foldDraw(noDraw, events.slice(0, end));
};
const key = new Uint8Array(65).fill(4);
const person = { certificate: { subject: '监督人', key, from: 0n, until: 0n } } as unknown as Person;
const office = (kind: string, name: string) => ({ kind, name, signingKey: key, staticKey: key });
const trust = {
  platforms: [{ name: 'p', signingKey: key }],
  trustees: [{ name: 't1' }, { name: 't2' }, { name: 't3' }],
  offices: [office('custodian', '专家库'), office('gateway', '网关'), office('gate', '门禁')],
} as unknown as TrustFile;
const draft: DrawDraft = {
  session: 'a'.repeat(32),
  lot: '1',
  rules: drawRules[1]!,
  budgetFen: 498_000_000n,
  isWeighty: true,
  groups: [{ specialities: ['A08', 'B0101'], least: 2, seats: 4 }],
  buyerSeats: [{ id: '11010519491231002X', unit: '91110000802100433B' }],
  buyerUnit: '91110000802100433B',
  agentUnit: '',
  avoidedUnits: ['91110000802100433B'],
  avoidedPersons: ['440524188001010014', '440524188001010014'],
  regions: [],
  reserveDepth: 0,
  drawAt: BigInt(now + 3_600_000) * 1_000n,
  roomAt: BigInt(now + 7_200_000) * 1_000n,
  place: '评标区 3 号门',
  custody: 'Single',
  drill: true,
  supervisor: key,
};
const check = {
  draft,
  trust,
  supervisor: '监督处',
  session: '漓江路',
  before: 1,
  lost: 3,
  isPlatformTrust: true,
  nowMs: now,
  isBusy: false,
};

beforeAll(() => {
  vi.stubGlobal('location', { hostname: 'localhost' });
});

describe('the request', () => {
  it.each(inBoth)('begins with who signs and says what comes: %s', async language => {
    const html = await render(RequestPage, {}, language);
    expect(html).toContain('data-testid="person-files"');
    expect(partOf(html, 'ask-step-form')).toContain('data-state="ahead"');
  });

  it.each(inBoth)('shows every field and what the rules say of an empty form: %s', async language => {
    const html = await render(
      RequestForm,
      { modelValue: emptyAsk(), supervisor: null, sessions: [], faultsNow: () => [] },
      language,
    );
    const ids = [...html.matchAll(/<(?:input|select|textarea)[^>]*? id="([\w-]+)"/g)].map(match => match[1]!);
    expect(ids).toEqual(expect.arrayContaining(['budget', 'group-codes-0', 'avoided-persons', 'draw-at', 'place']));
    // Every field has a label, and every help that is named is there.
    for (const id of ids) expect(html).toMatch(new RegExp(`for="${id}"|<label[^>]*><input[^>]* id="${id}"`));
    for (const [, named] of html.matchAll(/aria-describedby="([^"]+)"/g))
      for (const id of named!.split(' ')) expect(html).toContain(`id="${id}"`);
    expect(html).toContain('data-testid="ask-gate-TooFewMembers"');
    if (language === 'zh') expect(textOf(html)).toContain('评标委员会只有 0 人，至少须 5 人');
  });

  it.each(inBoth)('tells each refusal with its law, its next step and its code in the details: %s', async language => {
    const refusals = requestReasons.map(reason => ({ reason, rule: 'procurement-87:47', found: 4, bound: 5 }));
    const html = await render(GateList, { refusals, open: [] }, language);
    for (const reason of requestReasons) {
      const one = html.split(`data-testid="ask-gate-${reason}"`)[1]!.split('</li>')[0]!;
      expect(one).toMatch(new RegExp(`<code[^>]*>procurement-87:47 · ${reason}</code>`));
      expect(textOf(one)).not.toMatch(/procurement|\{/);
      expect(textOf(one)).toContain(language === 'zh' ? '第 47 条' : 'art. 47');
    }
  });

  it.each(inBoth)('calls nothing good before all of it can be read: %s', async language => {
    const html = await render(GateList, { refusals: [], open: ['avoidedPersons', 'times'] }, language);
    expect(html).not.toContain('class="good"');
    expect(textOf(partOf(html, 'ask-gates-open'))).toContain(
      language === 'zh' ? '回避人员、时间' : 'avoided persons · times',
    );
    expect(await render(GateList, { refusals: [], open: [] }, language)).toContain('class="good"');
  });

  it('is looked at once more with every fact, and without a whole identity number', async () => {
    const html = await render(RequestCheck, check);
    const fact = (id: string) => textOf(partOf(html, `ask-confirm-${id}`));
    expect(fact('draw')).toBe('2026-03-02 08:00:00 抽取，距现在 01:00:00');
    expect(fact('budget')).toBe('4,980,000.00 元');
    expect(fact('session')).toBe('漓江路 · 标段 1');
    expect(fact('groups')).toBe('4 人 · 专业 A08、B0101 · 副高级及以上');
    expect(fact('committee')).toContain('共 5 人：抽取 4 人');
    expect(fact('buyers')).toBe('91110000802100433B · 身份证号末四位 002X');
    expect(fact('avoided')).toContain('单位 1 个，人员 1 名');
    expect(fact('offices')).toBe('专家库 网关 门禁');
    expect(html).not.toContain('11010519491231002X');
    expect(html).not.toContain('440524188001010014');
    for (const warning of ['lost', 'again', 'drill', 'single', 'platformTrust', 'anywhere', 'noReserve'])
      expect(html).toContain(`data-testid="ask-confirm-warning-${warning}"`);
    expect(html).not.toContain('ask-confirm-warning-far');
  });

  it('of little doubt has no warnings, in English either', async () => {
    const sure = {
      ...check,
      draft: { ...draft, custody: 'Independent', drill: false, regions: ['450300'], reserveDepth: 2 },
      before: 0,
      lost: 0,
      isPlatformTrust: false,
    };
    expect(await render(RequestCheck, sure, 'en')).not.toContain('ask-confirm-warnings');
  });
});

describe('the supervisor', () => {
  const seats: SeatList = {
    seats: 5,
    arrived: 4,
    names: outcomes.map((outcome, i) => ({
      kind: 'Drawn' as const,
      group: i % 2,
      number: `E-${i}`,
      name: `专家${i}`,
      at: now * 1_000 + i,
      outcome,
      unseated: false,
    })),
  };

  it.each(inBoth)(
    'sees names, numbers, seats and who left, and how many names are on their way: %s',
    async language => {
      const html = await render(NamesCard, { list: seats, trouble: null, drawMs: now, nowMs: now }, language);
      expect(html.match(/data-testid="names-row"/g)).toHaveLength(4);
      expect(textOf(partOf(html, 'names-opening'))).toContain('1');
      expect(html).toContain('data-testid="names-print"');
      if (language === 'zh') expect(textOf(html)).toContain('专家0 E-0 第 1 组 07:00:00 到场');
    },
  );

  it.each(inBoth)(
    'counts drawn seats and those of the buyer apart, and tells nobody a number of ours: %s',
    async language => {
      const sent = { ...seats.names[0]!, kind: 'Buyers' as const, group: null, number: '10000', name: '代表' };
      const html = await render(
        NamesCard,
        {
          list: { ...seats, arrived: 3, names: [...seats.names, sent] },
          trouble: null,
          drawMs: now,
          nowMs: now,
          buyers: { n: 1, m: 1 },
        },
        language,
      );
      const count = textOf(partOf(html, 'names-count'));
      expect(count).toContain('3 / 5');
      expect(count).toContain('1 / 1');
      expect(count).toContain(said('drawRequest.supervise.names.kind.Buyers', language).slice(0, 5));
      expect(html).not.toContain('10000');
      // On a telephone each value stands behind the name of its column.
      expect(html.match(/data-head="[^"]+"/g)!.length).toBe(4 * 5);
    },
  );

  it.each(inBoth)('is not told that the committee stands while somebody may still be replaced: %s', async language => {
    const late = textOf(
      await render(AgainCard, { draw: { ...drawOf('whole', 'CommitteeDrawn'), arrived: 1 }, person }, language),
    );
    expect(late).toContain(language === 'zh' ? '由下一位置递补' : 'followed by the next position');
    expect(late).not.toMatch(/不再变动|the committee stands/);
  });

  it.each(inBoth)('reads of a draw, not of a bid, where a trust file is chosen: %s', async language => {
    const text = textOf(await render(TrustPick, { modelValue: null, of: 'draw' }, language));
    expect(text).toContain(said('person.trustSelfDraw', language));
    expect(text).not.toContain(said('person.trustSelf', language));
  });

  it.each(inBoth)('sees who has lost the seat after an arrival, until that one has left: %s', async language => {
    const [first, ...others] = seats.names;
    const show = (outcome: 'Arrived' | 'Left') => {
      const list = { ...seats, names: [{ ...first!, outcome, unseated: true }, ...others] };
      return render(NamesCard, { list, trouble: null, drawMs: now, nowMs: now }, language);
    };
    expect(textOf(partOf(await show('Arrived'), 'names-unseated'))).toContain('1');
    expect(await show('Left')).not.toContain('names-unseated');
    // Three names of those who sit are there of four: the second one's is on its way, and the unseated one's is none.
    expect(textOf(partOf(await show('Left'), 'names-opening'))).toContain('2');
  });

  it.each(inBoth)('sees where nobody was compared with the bidders: %s', async language => {
    const shows = async (draw: Draw) =>
      (await render(CountsCard as unknown as Component, { draw }, language)).includes('counts-unchecked');
    expect(await shows(drawOf('uncompared'))).toBe(true);
    expect(await shows(drawOf('uncompared', 'ArrivalsCounted'))).toBe(false); // it may still be
    expect(await shows(drawOf('again'))).toBe(false); // the opening named nobody
    expect(await shows(drawOf('whole'))).toBe(false);
    expect(await shows(drawOf('external'))).toBe(false);
  });

  it('is told that all are there and who is waited for: the opening, then the pool', () => {
    const waiting = drawOf('waiting', 'ArrivalsCounted'); // the last: one was replaced
    const codesOf = (draw: Draw) => warningsOf(draw, draw.facts!.roomAt, null).map(({ code }) => code);
    expect(waiting.arrived).toBe(5);
    expect(codesOf({ ...waiting, bidders: null })).toEqual(['awaitsBidders', 'dropped']);
    expect(codesOf({ ...waiting, bidders: 1 })).toContain('awaitsPool');
    expect(codesOf({ ...waiting, arrived: 4, bidders: null })).toEqual(['missing', 'dropped']);
    expect(codesOf(drawOf('waiting'))).toEqual([]);
  });

  it('learns how many bids were compared with nobody, of the lots that are evaluated', () => {
    const units = ['91110000802100433B', '911100001011007445'];
    const bid = (creditCode?: string) => ({ bidderName: '甲', ...(creditCode ? { creditCode } : {}) });
    const lots = [
      { lot: '1', phase: 'opened', bids: [bid(units[0]), bid(units[0]), bid(), bid()] },
      { lot: '2', phase: 'opened', bids: [bid(units[1]), bid('91110000802100433C')] },
      { lot: '3', phase: 'failed', bids: [bid()] },
      { lot: '4', phase: 'intake' },
    ];
    expect(comparedOf(units, { lots }, '')).toEqual({ bids: 6, without: 3 });
    expect(comparedOf(units, { lots }, '1')).toEqual({ bids: 4, without: 2 });
    expect(comparedOf([], { lots }, '2')).toEqual({ bids: 2, without: 2 });
    expect(comparedOf([], {}, '')).toEqual({ bids: 0, without: 0 });
  });

  it.each(inBoth)('reads how many codes were compared, and never so many bidders: %s', async language => {
    const settled: Draw = { ...drawOf('whole'), bidders: 0, named: [[]] };
    const says = async (compared: unknown, bidders = 0) =>
      textOf(
        partOf(
          await render(CountsCard as unknown as Component, { draw: { ...settled, bidders }, compared }, language),
          'counts-bidders',
        ),
      );
    expect(await says(null)).toContain('0');
    const some = await says({ bids: 8, without: 8 });
    for (const figure of ['0', '8']) expect(some).toContain(figure);
    expect(await says({ bids: 8, without: 0 }, 7)).not.toMatch(/没有写明|without|not compared/);
    for (const told of [await says(null), some]) expect(told).not.toMatch(/家投标人|bidders: \d/);
    const codes = (compared: { bids: number; without: number } | null, bidders = 0) =>
      warningsOf({ ...settled, bidders }, 0, compared).map(({ code, n, m }) => [code, n, m]);
    expect(codes({ bids: 8, without: 3 }, 5)).toEqual([['uncompared', 3, 8]]);
    expect(codes({ bids: 8, without: 0 }, 7)).toEqual([]);
    expect(codes(null)).toEqual([['comparedNobody', 0, undefined]]);
    expect(codes(null, 7)).toEqual([]);
  });

  it('sees that nobody is there, and nothing before a certificate was chosen', async () => {
    const nobody = { list: { seats: 5, arrived: 0, names: [] }, trouble: null, drawMs: now, nowMs: now };
    expect(await render(NamesCard, nobody)).toContain('data-testid="names-none"');
    const before = await render(NamesCard, { ...nobody, list: null });
    expect(textOf(before)).toContain('选择监督人证书之后显示');
    expect(before).not.toContain('names-print');
  });

  it.each(cases.map(c => c.name))('has a page of every draw: %s', async name => {
    shown.draw = drawOf(name);
    for (const language of inBoth) {
      const html = await render(SupervisePage as unknown as Component, { draw: 'a' }, language);
      expect(html).toContain('data-testid="supervise"');
      expect(html).not.toContain('data-testid="again"'); // without a certificate nothing is ordered
    }
  });

  it('orders another draw only while one stands and nobody has arrived', async () => {
    const drawn = drawOf('whole', 'CommitteeDrawn');
    expect(whyNotAgain(drawn)).toBeNull();
    expect(whyNotAgain({ ...drawn, arrived: 1 })).toBe('tooLate');
    expect(whyNotAgain({ ...drawn, arrived: 0, arrivedAt: 1 })).toBe('tooLate');
    expect(whyNotAgain({ ...drawn, phase: 'committed' })).toBe('notDrawn');
    expect(whyNotAgain({ ...drawn, phase: 'settled' })).toBe('over');
    expect(await render(AgainCard, { draw: drawn, person })).toContain('id="again-reason"');
    const late = await render(AgainCard, { draw: { ...drawn, arrived: 1 }, person });
    expect(late).not.toContain('again-reason');
    expect(textOf(late)).toContain('不能重抽');
  });

  it('signs for an order what C# signed for it', async () => {
    const ordered = cases.filter(c => c.events.some(([, e]) => e.includes('"AnotherDrawOrdered"')));
    expect(ordered.length).toBeGreaterThan(0);
    for (const { name } of ordered) {
      const after = drawOf(name, 'AnotherDrawOrdered');
      const order = after.orders.at(-1)!;
      const before = { ...after, orders: after.orders.slice(0, -1) };
      const statement = await againStatement(before, order.reason);
      expect(await verify(supervisorOf(after.facts!)!, statement, order.signature)).toBe(true);
      expect(
        await verify(supervisorOf(after.facts!)!, await againStatement(after, order.reason), order.signature),
      ).toBe(false);
    }
  });

  it('is warned in counts alone, and of nothing that is over', () => {
    const drawn = drawOf('whole', 'CommitteeDrawn');
    const { facts } = drawn;
    const minutes = (n: number) => n * 60e6;
    const codes = (draw: Draw, at: number) => warningsOf(draw, at).map(({ code, n }) => `${code} ${n}`);
    const notices = { at: 0, confirmed: facts!.seats - 2, declined: 1, silent: 2, conflicts: 1 };
    expect(codes(drawn, facts!.roomAt - minutes(31))).toEqual([]);
    expect(codes(drawn, facts!.roomAt - minutes(29))).toEqual([`late ${facts!.seats}`]);
    expect(codes({ ...drawn, notices }, facts!.roomAt - minutes(29))).toEqual(['late 2', 'silent 2', 'dropped 4']);
    expect(codes({ ...drawn, arrived: facts!.seats - 1 }, facts!.roomAt)).toEqual(['missing 1']);
    const unsealed: Draw = { ...drawn, phase: 'locked', commitment: null };
    expect(codes(unsealed, facts!.drawAt - minutes(6))).toEqual([]);
    expect(codes(unsealed, facts!.drawAt - minutes(4))).toEqual(['locks 1']);
    expect(codes({ ...drawn, phase: 'failed' }, facts!.roomAt)).toEqual([]);
    expect(warningsOf(drawn, null)).toEqual([]);
    const imported = drawOf('external', 'ExternalDrawImported');
    const { roomAt, seats } = imported.external!;
    expect(codes(imported, roomAt - 1)).toEqual([]);
    expect(codes({ ...imported, arrived: 1 }, roomAt)).toEqual([`missing ${seats - 1}`]);
    const unpaid: Draw = { ...imported, phase: 'failed' };
    expect(codes(unpaid, roomAt)).toEqual(['paper 1']);
    expect(codes({ ...unpaid, paperAt: 1 }, roomAt)).toEqual([]);
  });
});
