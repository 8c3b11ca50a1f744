import { shallowRef, type Component } from 'vue';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { emptyDraft } from '../../src/host/draftTexts';
import HostPage from '../../src/host/HostPage.vue';
import type { Person } from '../../src/seal/person';
import { partOf, render, textOf } from '../render';

// The host's page after its form was sent off to be looked at once more. No browser clicks here: the page's own `check`
// is called, as the form's button does.

const key = new Uint8Array(65).fill(4);
const person = { certificate: { subject: '主持人', key, from: 0n, until: 0n } } as unknown as Person;
vi.mock('../../src/host/who', () => ({ hostOf: () => shallowRef(person) }));
vi.mock('../../src/seal/platform', () => ({
  asPerson: () => Promise.resolve(null),
  whoAmI: () => Promise.resolve(null),
  platformTrust: () => Promise.resolve(''),
}));
vi.mock('../../src/serverTime', () => ({ useServerTime: () => ({ second: shallowRef(now / 1_000) }) }));

const now = Date.parse('2026-12-01T00:00:00Z');
const beijing = (atMs: number) => new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19);
const day = 86_400_000;

interface State {
  draft: { value: ReturnType<typeof emptyDraft> };
  publisher: { right: { value: unknown } };
  trust: { value: unknown };
  isYearRight: { value: boolean };
  check(): void;
}
type Setup = (props: object, context: object) => State;

/** The page that looks at a deadline once more; `isYearRight` is the box that a person ticks. */
function lookingAt(closeMs: number, isYearRight = false, language: 'zh' | 'en' = 'zh'): Promise<string> {
  const page = HostPage as unknown as { setup: Setup };
  const setup: Setup = (props, context) => {
    const state = page.setup(props, context);
    state.publisher.right.value = { name: '漓江代理', key };
    state.trust.value = { trustees: [] };
    state.draft.value = {
      ...emptyDraft(),
      tenderCode: 'GX-1',
      title: '漓江路',
      closeAt: beijing(closeMs),
      custody: 'Single',
      lots: [{ lot: '1', title: '标段一', priceKind: 'Amount', ceiling: '98000000', decimals: 2, scoring: null }],
      roles: [{ role: 'Supervisor', name: '监督人', key: new Uint8Array(65).fill(5), subject: '监督人' }],
    };
    state.check();
    state.isYearRight.value = isYearRight;
    return state;
  };
  return render({ ...page, setup } as unknown as Component, {}, language);
}
const mayPublish = (html: string) => {
  const button = /<button[^>]*data-testid="host-confirm-yes"[^>]*>/.exec(html)?.[0];
  if (!button) throw new Error('nothing to confirm');
  return !button.includes('disabled');
};

beforeAll(() => {
  vi.stubGlobal('location', { hostname: 'localhost' });
});

describe('a deadline that is looked at once more', () => {
  it('asks for the year where it is more than sixty days ahead, and waits for the answer', async () => {
    const html = await lookingAt(now + 61 * day);
    expect(textOf(html)).toContain('截止时间在 60 天以后，请核对年份。');
    expect(textOf(html)).toContain('年份无误：2027 年');
    expect([html.includes('data-testid="host-confirm-year"'), mayPublish(html)]).toEqual([true, false]);
    expect(mayPublish(await lookingAt(now + 61 * day, true))).toBe(true);
  });

  it('asks in English too, for the year in Beijing', async () => {
    const html = await lookingAt(Date.parse('2028-12-31T16:30:00Z'), false, 'en');
    expect(textOf(html)).toContain('The deadline is more than 60 days ahead: check the year.');
    expect(textOf(html)).toContain('The year is right: 2029');
  });

  it('asks nothing where it is near', async () => {
    const html = await lookingAt(now + 60 * day);
    expect([html.includes('host-confirm-year'), mayPublish(html)]).toEqual([false, true]);
  });

  it('stands beside every other fact of the publication, and what is seldom meant is said', async () => {
    const html = await lookingAt(now + day);
    const fact = (id: string) => textOf(partOf(html, `host-confirm-${id}`));
    expect(fact('lots')).toBe('1 标段一 · 总价 · 最高限价 98,000,000.00 元 · 不公布评标条款');
    expect(fact('period')).toContain('00:10:00');
    expect(fact('custody')).toBe('单机托管');
    expect(fact('roles')).toBe('主持人 主持人 监督人 监督人');
    expect(fact('warning-single')).toContain('提前开启');
    expect(html).not.toContain('host-confirm-warning-unbound');
  });

  it('is shown in Beijing time with what is left until then', async () => {
    const told = textOf(partOf(await lookingAt(now + day + 5_000), 'host-confirm-deadline'));
    expect([told.includes('2026-12-02 08:00:05'), told.includes('1 天 0 小时')]).toEqual([true, true]);
  });
});
