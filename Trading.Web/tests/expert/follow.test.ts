import { effectScope, nextTick } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useNotice } from '../../src/expert/useNotice';
import { fromHex, toBase64 } from '../../src/seal/bytes';
import { vector } from '../vectors';

// A notice is followed against a gateway that is played: what it answers, and when nobody does.

const of = vector<{ cases: { hash: string; id: string; page: string; confirm: string; decline: string }[] }>(
  'notice/page.json',
).cases[0]!;
const sealed = toBase64(fromHex(of.page));
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

let asked: { path: string; body: Record<string, string> }[] = [];
let gateway: (path: string, body: Record<string, string>) => Response = () => json({}, 404);
let scope = effectScope();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  asked = [];
  const listeners = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('document', { visibilityState: 'visible', ...listeners });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('location', { hash: of.hash.slice(of.hash.indexOf('#')) });
  vi.stubGlobal('fetch', async (path: string, options: { body?: string }) => {
    const body = JSON.parse(options.body ?? '{}') as Record<string, string>;
    asked.push({ path, body });
    return path === '/api/contact' ? json({ contact: '0755' }) : gateway(path, body);
  });
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function follow() {
  scope = effectScope();
  const followed = scope.run(useNotice)!;
  await until(() => followed.notice.seen !== 'loading' || followed.notice.isAway);
  return followed;
}

// Keys are derived outside the event loop that the timers play: it is waited for what is seen.
async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise<void>(done => setImmediate(done));
  }
  await nextTick();
}

const away = (): Response => {
  throw new TypeError('no line');
};

describe('a notice', () => {
  it('is asked for by its id alone, opened, and the secret goes nowhere', async () => {
    gateway = () => json({ state: 'Open', sealed });
    const { notice } = await follow();
    await until(() => notice.contact !== '');
    expect(notice).toMatchObject({ seen: 'Open', contact: '0755', isAway: false });
    expect(notice.shown!.digits.join('')).toMatch(/^\d{12}$/);
    expect(asked.map(each => each.path).sort()).toEqual(['/api/contact', '/api/notice']);
    expect(asked.find(each => each.path === '/api/notice')!.body).toEqual({ id: of.id });
    expect(JSON.stringify(asked)).not.toContain(of.hash.slice(-32));
  });

  it('is answered with the key of that answer, and what stands is shown', async () => {
    gateway = path => json(path.endsWith('answer') ? { state: 'Confirmed', sealed } : { state: 'Open', sealed });
    const { notice, answer } = await follow();
    await answer('Confirm');
    expect(notice).toMatchObject({ seen: 'Confirmed', isOther: false, isLost: false, isBusy: false });
    const key = toBase64(fromHex(of.confirm));
    expect(asked.at(-1)!.body).toEqual({ id: of.id, answer: 'Confirm', key });
  });

  it('says so where another answer stands, and drops what nobody needs', async () => {
    gateway = path => json(path.endsWith('answer') ? { state: 'Declined', sealed: null } : { state: 'Open', sealed });
    const { notice, answer } = await follow();
    await answer('Confirm');
    expect(notice).toMatchObject({ seen: 'Declined', isOther: true, shown: null });
  });

  it('says to whoever confirmed that nobody is needed any more, and asks no further', async () => {
    gateway = () => json({ state: 'Confirmed', sealed });
    const { notice } = await follow();
    gateway = () => json({ state: 'CalledOff', sealed: null });
    await vi.advanceTimersByTimeAsync(15_000);
    await until(() => notice.seen !== 'Confirmed');
    expect(notice).toMatchObject({ seen: 'CalledOff', shown: null, isOther: false });
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(before);
  });

  it('takes an answer that came too late for none of its own', async () => {
    gateway = path => json(path.endsWith('answer') ? { state: 'CalledOff', sealed: null } : { state: 'Open', sealed });
    const { notice, answer } = await follow();
    await answer('Confirm');
    expect(notice).toMatchObject({ seen: 'CalledOff', isOther: false });
  });

  it('is looked at again while it is open: a key that was pressed is seen', async () => {
    gateway = () => json({ state: 'Open', sealed });
    const { notice } = await follow();
    gateway = () => json({ state: 'Confirmed', sealed });
    await vi.advanceTimersByTimeAsync(15_000);
    await until(() => notice.seen !== 'Open');
    expect(notice).toMatchObject({ seen: 'Confirmed', isOther: false });
  });

  it('stays as it was shown while nobody answers, and comes back by itself', async () => {
    gateway = () => json({ state: 'Open', sealed });
    const { notice, answer } = await follow();
    gateway = away;
    await answer('Confirm');
    expect(notice).toMatchObject({ seen: 'Open', isAway: true, isLost: true });
    expect(notice.shown).not.toBeNull();
    gateway = () => json({ state: 'Confirmed', sealed });
    await vi.advanceTimersByTimeAsync(60_000);
    await until(() => notice.seen !== 'Open');
    expect(notice).toMatchObject({ seen: 'Confirmed', isAway: false, isLost: false });
  });

  it('that nobody answers for at first is tried again', async () => {
    gateway = away;
    const { notice } = await follow();
    expect(notice).toMatchObject({ seen: 'loading', isAway: true, shown: null });
    gateway = () => json({ state: 'Open', sealed });
    await vi.advanceTimersByTimeAsync(30_000);
    await until(() => notice.seen !== 'loading');
    expect(notice).toMatchObject({ seen: 'Open', isAway: false });
  });

  it('is unknown where the gateway says so, and cut off where the link is', async () => {
    gateway = () => json({ reason: 'NotFound' }, 404);
    expect((await follow()).notice).toMatchObject({ seen: 'unknown', shown: null });
    scope.stop();
    asked = [];
    vi.stubGlobal('location', { hash: '#12' });
    expect((await follow()).notice.seen).toBe('damaged');
    expect(asked.map(each => each.path)).toEqual(['/api/contact']);
    scope.stop();
    vi.stubGlobal('isSecureContext', false);
    expect((await follow()).notice.seen).toBe('insecure');
  });
});
