import { ref, shallowRef } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import DrawCard from '../../src/draws/DrawCard.vue';
import DrawPage from '../../src/draws/DrawPage.vue';
import { byTime, missesSomebody, type DrawOfList } from '../../src/draws/draws';
import { foldDraw } from '../../src/draws/fold';
import { stagesOf, waitingOf } from '../../src/draws/stages';
import { askedOf, lastArrivalAt, noDraw, type Draw } from '../../src/draws/state';
import { inBoth, partOf, render, textOf } from '../render';
import { caseOf, streamOf } from './vectors';

// The console of a draw as it stands at each stage; what the line would bring is given.

const shown = vi.hoisted(() => ({ draw: null as unknown, second: 0 }));
vi.mock('../../src/draws/useDraw', () => ({
  useDraw: () => ({ draw: shallowRef(shown.draw), link: ref('live'), corrupt: ref(null), news: shallowRef([]) }),
}));
vi.mock('../../src/serverTime', () => ({
  useServerTime: () => ({ second: ref(shown.second), errorMs: ref(1), wallAheadMs: ref(0) }),
}));
vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));

const events = (name: string) => streamOf(caseOf(name), 'draw');
const upTo = (name: string, type: string): Draw => {
  const all = events(name);
  return foldDraw(noDraw, all.slice(0, all.findIndex(({ e }) => e.startsWith(`{"type":"${type}"`)) + 1));
};
const whole = (name: string) => foldDraw(noDraw, events(name));
const drawAt = whole('whole').facts!.drawAt;
const roomAt = whole('whole').facts!.roomAt;

async function page(draw: Draw, at: number, language: 'zh' | 'en' = 'zh'): Promise<string> {
  [shown.draw, shown.second] = [draw, at / 1e6];
  return render(DrawPage, { draw: askedOf(draw)!.draw }, language);
}

describe('the stages of a draw', () => {
  const row = (draw: Draw, at: number) =>
    stagesOf(draw, at)
      .map(stage => stage.state[0])
      .join('');
  it('follow it to its end', () => {
    const before = drawAt - 60e6;
    expect(row(upTo('whole', 'DrawRequested'), before)).toBe('naaaaaa');
    expect(row({ ...upTo('whole', 'PoolCommitted'), commitment: null, phase: 'locked' }, before)).toBe('dnaaaaa');
    expect(row(upTo('whole', 'PoolCommitted'), before)).toBe('ddnaaaa');
    expect(row(upTo('whole', 'PoolCommitted'), drawAt)).toBe('dddnaaa');
    expect(row(upTo('whole', 'CommitteeDrawn'), drawAt)).toBe('ddddnaa');
    expect(row(upTo('whole', 'CommitteeDrawn'), roomAt)).toBe('dddddna');
    expect(row(upTo('whole', 'ArrivalsCounted'), roomAt - 1)).toBe('dddddna');
    expect(row(whole('whole'), roomAt)).toBe('ddddddd');
    expect(row(upTo('again', 'AnotherDrawOrdered'), drawAt)).toBe('dddnaaa');
  });
  it('end where it failed', () => {
    expect(row(whole('short'), drawAt)).toBe('dfaaaaa');
    expect(row(whole('not-drawn'), roomAt)).toBe('dfaaaaa');
    expect(row(whole('seat-open'), roomAt)).toBe('ddddfaa');
    expect(row(whole('not-arrived'), roomAt)).toBe('dddddfa');
  });
  it('say what is waited for, until when, and what comes then', () => {
    const code = (draw: Draw, at: number) => {
      const waiting = waitingOf(draw, at);
      return waiting && [waiting.code, waiting.n, waiting.m, waiting.until, waiting.then];
    };
    expect(code(upTo('whole', 'DrawLockCertified'), drawAt - 1)).toEqual(['locks', 1, 3, roomAt, 'over']);
    expect(code(upTo('whole', 'PoolCommitted'), drawAt - 1)).toEqual(['hour', 0, 0, drawAt, 'draw']);
    expect(code(upTo('whole', 'PoolCommitted'), drawAt + 1)).toEqual(['answers', 2, 3, roomAt, 'over']);
    expect(code(upTo('whole', 'NoticesCounted'), drawAt + 1)).toEqual(['notices', 1, 5, roomAt, 'open']);
    const last = lastArrivalAt({ roomAt });
    expect(code(upTo('whole', 'ArrivalsCounted'), roomAt)).toEqual(['arrivals', 1, 5, last, 'over']);
    expect(code(whole('whole'), roomAt)).toBeNull();
    const here = { ...whole('uncompared'), phase: 'drawn' as const, disclosedAt: null };
    expect(code(here, roomAt - 1)).toEqual(['bidders', 0, 5, last, 'stands']);
    expect(code({ ...here, bidders: 2 }, roomAt)).toEqual(['compared', 2, 5, last, 'over']);
  });
});

describe('the console', () => {
  it.each(inBoth)('says what was asked for and what runs, in %s', async language => {
    const text = textOf(await page(upTo('whole', 'PoolCommitted'), drawAt - 61e6, language));
    const parts =
      language === 'zh'
        ? [
            '3 人',
            '专业 A08',
            '副高级及以上',
            '评标区 3 号门',
            '450000',
            '距抽取 00:01:01',
            '可抽取 24',
            '单机托管',
            '演练',
          ]
        : [
            'Seats: 3',
            'Specialities A08',
            'Associate senior title or higher',
            'Until the draw 00:01:01',
            'May be drawn 24',
          ];
    for (const part of parts) expect(text).toContain(part);
  });

  it('shows counts of notices and arrivals, and neither positions nor names', async () => {
    const html = await page(upTo('whole', 'ArrivalsCounted'), roomAt);
    expect(partOf(html, 'count-arrived')).toContain('data-n="1"');
    expect(partOf(html, 'count-declined')).toContain('data-n="1"');
    expect(textOf(html)).not.toMatch(/\s位置 \d|E-0000/);
  });

  it('says why a draw failed, what was in the way, and what comes next', async () => {
    const text = textOf(await page(whole('short'), drawAt));
    expect(text).toContain('专家库中可抽取的人数不足');
    expect(text).toContain('第 1 组需要 5 人，只有 2 人。主要原因：多数属于须回避的单位。');
    expect(text).toContain('下一步： 主持人放宽');
    expect(partOf(await page(whole('seat-open'), roomAt), 'failed')).toContain('data-cause="SeatOpen"');
  });

  it.each(inBoth)('says how long ago its hour was, and nothing of a deadline of bids: %s', async language => {
    const text = textOf(await page(upTo('whole', 'PoolCommitted'), drawAt + 3e6, language));
    expect(text).toContain(language === 'zh' ? '抽取时间已到' : 'The time of the draw has come');
    expect(text).not.toMatch(/已截止|Closed/);
    // Whoever hears the steps, or reads their text, finds words and not one long one.
    expect(text).not.toMatch(/ArrivalsPublic|报到公开/);
  });

  it('calls the buyer as its rules do', async () => {
    const works = whole('external');
    const asked = works.external!;
    const called = async (rules: string) => {
      const request = { ...asked.request, rules };
      return textOf(await page({ ...works, external: { ...asked, request } }, roomAt));
    };
    expect(await called('construction-works')).toContain('招标人代表');
    expect(await called('procurement-goods')).toContain('采购人代表');
    await called('construction-works');
  });

  it('counts every draw that was ordered again, with its reason', async () => {
    const text = textOf(await page(whole('again'), roomAt));
    for (const part of ['这是第 3 次抽取', '短信通道中断，通知未能发出', '门禁故障']) expect(text).toContain(part);
  });
});

describe('a draw of another system', () => {
  const imported = upTo('external', 'ExternalDrawImported');
  const room = imported.external!.roomAt;
  const unpaid: Draw = { ...whole('external'), paperAt: null };
  const buyers = imported.external!.request.buyerSeats.length;

  it.each(inBoth)('is shown at each stage with what cannot be verified, and no word of ours: %s', async language => {
    for (const draw of [imported, unpaid, whole('external'), whole('external-avoids'), whole('external-missing')]) {
      const html = await page(draw, room, language);
      expect(html).toContain('data-testid="external-warning"');
      const text = textOf(html);
      expect(text).not.toMatch(language === 'zh' ? /备选|专家地区|随机值、|通知与到场/ : /Reserve|Regions|Notices and/);
      expect(text).not.toMatch(/draw\.[a-z]+\./);
    }
  });

  it('waits for experts, for those whom the buyer sends, and at last for the paper', async () => {
    const waits = (draw: Draw, at: number) => {
      const waiting = waitingOf(draw, at);
      return waiting && [waiting.code, waiting.n, waiting.m, waiting.then];
    };
    expect(waits(imported, room - 1)).toEqual(['arrivals', 0, imported.external!.seats, 'open']);
    expect(waits({ ...unpaid, buyers: 0 }, room)).toEqual(['buyers', 0, buyers, 'door']);
    expect(waits({ ...unpaid, buyers }, room)).toEqual(['paper', buyers, buyers, null]);
    expect(waits({ ...unpaid, phase: 'failed', buyers: 0 }, room)).toEqual(['paper', 0, buyers, null]);
    expect(waits(whole('external'), room)).toBeNull();
    expect(partOf(await page({ ...unpaid, buyers }, room), 'waiting')).not.toContain('until');
  });

  it('leads to the hand-in of the paper when its time has come', async () => {
    const leads = async (draw: Draw) => (await page(draw, room)).includes('data-testid="to-hand-in"');
    expect([await leads(imported), await leads(unpaid), await leads(whole('external'))]).toEqual([false, true, false]);
  });
});

describe('the list', () => {
  const line = (draw: string, phase: DrawOfList['phase'], at: number): DrawOfList => ({
    draw,
    session: '',
    lot: '',
    phase,
    seats: 5,
    drawAt: at,
    roomAt: at + 1,
    place: '3 号门',
    drill: true,
    custody: 'Single',
    mine: [],
    external: false,
    system: '',
  });
  it('has what goes on first, the next first, and of what is over the last first', () => {
    const lines = [line('a', 'Settled', 1), line('b', 'Committed', 9), line('c', 'Failed', 5), line('d', 'Drawn', 4)];
    const { going, over } = byTime(lines);
    expect([going.map(l => l.draw), over.map(l => l.draw)]).toEqual([
      ['d', 'b'],
      ['c', 'a'],
    ]);
  });
  it('says of which somebody is still missing behind its hour', () => {
    const misses = (phase: DrawOfList['phase'], nowMs: number) =>
      missesSomebody({ ...line('a', phase, 0), roomAt: 5_000 }, nowMs);
    expect([misses('Drawn', 5), misses('Imported', 6)]).toEqual([true, true]);
    expect([misses('Drawn', 4), misses('Settled', 6), misses('Failed', 6)]).toEqual([false, false, false]);
  });
  it('marks rehearsals and single custody, and says the phase in words', async () => {
    const text = textOf(await render(DrawCard, { line: line('a', 'Locked', drawAt) }));
    for (const part of ['等待专家库承诺', '演练', '单机托管', '2026-03-02 08:00:00 抽取', '5 名专家', '3 号门'])
      expect(text).toContain(part);
    expect(
      textOf(await render(DrawCard, { line: { ...line('a', 'Settled', 1), drill: false, custody: 'Independent' } })),
    ).not.toMatch(/演练|单机/);
  });
});
