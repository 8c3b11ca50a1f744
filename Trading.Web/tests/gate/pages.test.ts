import { createSSRApp, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { renderToString } from 'vue/server-renderer';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Presentation, SeatLine } from '../../src/gate/door';
import DoorPage from '../../src/gate/DoorPage.vue';
import DrawsPage from '../../src/gate/DrawsPage.vue';
import KeyCard from '../../src/gate/KeyCard.vue';
import GateApp from '../../src/gate/GateApp.vue';
import { addGateWords } from '../../src/gate/gateWords';
import NothingHere from '../../src/gate/NothingHere.vue';
import OutcomeNote from '../../src/gate/OutcomeNote.vue';
import PresentForm from '../../src/gate/PresentForm.vue';
import RegisterCard from '../../src/gate/RegisterCard.vue';
import SeatCard from '../../src/gate/SeatCard.vue';
import SeatReason from '../../src/gate/SeatReason.vue';
import { i18n, type Language } from '../../src/i18n';
import SignInPage from '../../src/pool/SignInPage.vue';
import { inBoth } from '../render';

// The gate's pages as they are read at first; a word that is missing fails them.

vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
beforeAll(addGateWords);

const seat: SeatLine = {
  position: 7,
  name: '张\u202E三',
  number: 'E-1',
  at: 1,
  outcome: 'Arrived',
  attended: 'Nobody',
  unseated: false,
};
const view: Presentation = { id: '1', state: 'Waiting', reason: null, position: 7, name: null, isAsked: false };

async function render(component: Component, props: object, language: Language): Promise<string> {
  i18n.global.locale.value = language;
  const missing: string[] = [];
  i18n.global.setMissingHandler((_, key) => {
    missing.push(key);
    return key;
  });
  const names = ['home', 'door', 'sign-in', 'help'];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: names.map(name => ({ path: `/${name}/:draw?`, name, component: NothingHere })),
  });
  await router.push('/home');
  const app = createSSRApp(component, props as Record<string, unknown>)
    .use(i18n)
    .use(router);
  const html = await renderToString(app);
  if (missing.length > 0) throw new Error(`no words for ${missing.join(', ')} in ${language}`);
  return html.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

describe.each(inBoth)('the gate in %s', language => {
  const page = (component: Component, props: object = {}) => render(component, props, language);

  it.each([
    ['the frame', GateApp, {}],
    ['the draws', DrawsPage, {}],
    ['the door', DoorPage, { draw: '1'.repeat(32) }],
    ['the sign-in', SignInPage, {}],
    ['card and code', PresentForm, { hasDevice: true, isBusy: false, ways: ['number'] }],
    ['card and code without a device', PresentForm, { hasDevice: false, isBusy: true, ways: ['number', 'card'] }],
    ['a card alone', PresentForm, { hasDevice: false, isBusy: false, ways: ['card'] }],
    ['an unknown address', NothingHere, {}],
  ] as [string, Component, object][])('has words for %s', async (_, component, props) => {
    const html = await page(component, props);
    if (language === 'en') expect(html.replace(/中文|中/g, '')).not.toMatch(/\p{Script=Han}/u);
    else expect(html).toMatch(/\p{Script=Han}/u);
  });

  it('shows waiting, in, and not with its reason', async () => {
    expect(await page(OutcomeNote, { view, reason: '' })).toContain('outcome-waiting');
    expect(await page(OutcomeNote, { view: { ...view, state: 'Checking' }, reason: '' })).toContain('outcome-waiting');
    const refused = { ...view, state: 'Refused', reason: 'WrongCode' };
    expect(await page(OutcomeNote, { view: refused, reason: '' })).toContain('outcome-WrongCode');
    expect(await page(OutcomeNote, { view: null, reason: 'Busy' })).toContain('outcome-Busy');
    const html = await page(OutcomeNote, { view: { ...view, state: 'Arrived', name: '张\u202E三' }, reason: '' });
    expect(html).toContain('outcome-arrived');
    expect(html).not.toContain('\u202E');
  });

  it('shows what may be done with somebody who is in', async () => {
    expect(await page(SeatCard, { draw: '1', seat })).toContain('seat-avoid');
    expect(await page(SeatCard, { draw: '1', seat: { ...seat, outcome: 'Left' } })).toContain('seat-return');
    expect(await page(SeatCard, { draw: '1', seat: { ...seat, outcome: 'Avoids' } })).not.toContain('seat-leave');
  });

  it('says beside the reason that nothing is noted without one', async () => {
    const html = await page(SeatReason, { modelValue: '' });
    expect(html).toMatch(language === 'en' ? /required/ : /必填/);
    const described = /aria-describedby="([^"]+)"/.exec(html)?.[1];
    expect(html).toContain(`<span id="${described}" class="help"`);
    expect(html).toContain('aria-required="true"');
    expect(html).toContain(i18n.global.t('gate.check.reasonHelp'));
  });

  it('offers to certify a key while a room seats its members, to whoever is in', async () => {
    expect(await page(SeatCard, { draw: '1', seat })).not.toContain('"seat-key"');
    expect(await page(SeatCard, { draw: '1', seat, hasRoom: true })).toContain('"seat-key"');
    for (const out of [{ outcome: 'Left' }, { unseated: true }, { attended: 'Asked' }] as Partial<SeatLine>[])
      expect(await page(SeatCard, { draw: '1', seat: { ...seat, ...out }, hasRoom: true })).not.toContain('"seat-key"');
    const key = { position: 7, room: 'a', seat: 2, at: 1, state: 'Taken' };
    const html = await page(SeatCard, { draw: '1', seat, keys: [key, { ...key, position: 8, state: 'Refused' }] });
    expect(html).toContain('key-Taken');
    expect(html).not.toContain('key-Refused');
    expect(await page(KeyCard, { draw: '1', seat })).toContain('seat-key-number');
  });

  it('says who has to leave, and that nobody comes back', async () => {
    const html = await page(SeatCard, { draw: '1', seat: { ...seat, unseated: true } });
    expect(html).toContain('seat-unseated');
    expect(html).toContain('seat-leave');
    expect(html).not.toMatch(/seat-(avoid|return)"/);
    const left = await page(SeatCard, { draw: '1', seat: { ...seat, outcome: 'Left', unseated: true } });
    expect(left).toContain('seat-unseated');
    expect(left).not.toMatch(/seat-(leave|avoid|return)"/);
  });

  it('asks about whoever has a name of the opening', async () => {
    const html = await page(SeatCard, {
      draw: '1',
      seat: { ...seat, position: 10_001, number: '', attended: 'Asked' },
    });
    expect(html).toContain('seat-asked');
    expect(html).toContain('seat-another');
    expect(html).not.toContain('seat-leave');
    expect(html).toContain(language === 'en' ? 'representative 2' : '招标人代表 2');
    expect(await page(SeatCard, { draw: '1', seat: { ...seat, attended: 'Another' } })).not.toContain('seat-asked');
    const arrived = { ...view, state: 'Arrived', name: '张三', position: 20_000, isAsked: true };
    expect(await page(OutcomeNote, { view: arrived, reason: '' })).toContain('outcome-asked');
  });

  it('lets the desk choose between number and card alone, where both come', async () => {
    expect(await page(PresentForm, { hasDevice: false, isBusy: false, ways: ['number', 'card'] })).toContain(
      'way-card',
    );
    const alone = await page(PresentForm, { hasDevice: false, isBusy: false, ways: ['card'] });
    expect(alone).toContain('present-name');
    expect(alone).not.toContain('present-digits');
    expect(alone).not.toContain('way-card');
  });

  it('tells codes of the register in words, and what a person wrote as it is', async () => {
    const line = { number: 1, at: 1, position: 7, by: 'east' };
    const entries = [
      { ...line, act: 'presented', detail: 'looked' },
      { ...line, number: 2, act: 'refused', detail: 'WrongCode' },
      { ...line, number: 3, act: 'left', detail: 'pharmacy' },
    ];
    const html = await page(RegisterCard, { draw: '1', entries });
    expect(html).toContain('pharmacy');
    expect(html).not.toContain('WrongCode');
    expect(html).not.toMatch(/>\s*looked\s*</);
  });
});
