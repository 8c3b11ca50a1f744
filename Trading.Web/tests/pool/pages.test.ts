import { createSSRApp, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { renderToString } from 'vue/server-renderer';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/api';
import { i18n, type Language } from '../../src/i18n';
import AbsenceCard from '../../src/pool/AbsenceCard.vue';
import ActsPage from '../../src/pool/ActsPage.vue';
import AddPage from '../../src/pool/AddPage.vue';
import AssessmentCard from '../../src/pool/AssessmentCard.vue';
import DrawCard from '../../src/pool/DrawCard.vue';
import DrawsPage from '../../src/pool/DrawsPage.vue';
import { constraints, drawCauses, drawStates, type Draw } from '../../src/pool/draws';
import ExpertEdit from '../../src/pool/ExpertEdit.vue';
import ExpertForm from '../../src/pool/ExpertForm.vue';
import { blank, statuses, typedOf, type Expert } from '../../src/pool/experts';
import ImportDecision from '../../src/pool/ImportDecision.vue';
import ImportPage from '../../src/pool/ImportPage.vue';
import ListPage from '../../src/pool/ListPage.vue';
import NothingHere from '../../src/pool/NothingHere.vue';
import PoolApp from '../../src/pool/PoolApp.vue';
import { addPoolWords } from '../../src/pool/poolWords';
import RefusalNote from '../../src/pool/RefusalNote.vue';
import SignInPage from '../../src/pool/SignInPage.vue';
import StatusPill from '../../src/pool/StatusPill.vue';
import { inBoth } from '../render';

// The pool's pages as they are read at first; a word that is missing fails them.

vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
beforeAll(addPoolWords);

const expert: Expert = {
  number: 'E-1',
  version: 3,
  name: '张\u202E三',
  idEnd: '002X',
  phoneEnd: '0001',
  specialities: ['A08'],
  level: 'Senior',
  region: '450300',
  employer: '甲院',
  employerCode: '91110000802100433B',
  status: 'Admitted',
  since: '2025-01-01',
  until: null,
  statusReason: '聘书已核',
  changedAt: 1,
};
const whole = {
  expert,
  absences: [
    { id: 1, from: '2026-12-01', until: '2026-12-02', isWithdrawn: false },
    { id: 2, from: '2026-11-01', until: '2026-11-02', isWithdrawn: true },
  ],
  assessments: [{ id: 1, day: '2026-11-01', score: 92, note: '认真负责' }],
};
const found = {
  ...{ id: '1', by: 'wang', startedAt: 1, state: 'Checked' as const, percent: 100, rows: 3, faultyRows: 1, faults: 2 },
  ...{ new: 2, changed: 0, same: 0, mayTakeGood: true, hasPoolChanged: false },
};

async function render(component: Component, props: object, language: Language): Promise<string> {
  i18n.global.locale.value = language;
  const missing: string[] = [];
  i18n.global.setMissingHandler((_, key) => {
    missing.push(key);
    return key;
  });
  const names = ['home', 'draws', 'expert', 'edit', 'add', 'import', 'acts', 'sign-in', 'help'];
  const router = createRouter({
    history: createMemoryHistory(),
    routes: names.map(name => ({ path: `/${name}/:number?`, name, component: NothingHere })),
  });
  await router.push('/home');
  const html = await renderToString(
    createSSRApp(component, props as Record<string, unknown>)
      .use(i18n)
      .use(router),
  );
  if (missing.length > 0) throw new Error(`no words for ${missing.join(', ')} in ${language}`);
  return html.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

const form = (over: object) => ({
  modelValue: typedOf(expert),
  reason: '',
  faults: [],
  expert,
  isReasonWrong: false,
  isBusy: false,
  ...over,
});

describe.each(inBoth)('the pool in %s', language => {
  const page = (component: Component, props: object = {}) => render(component, props, language);

  it.each([
    ['the frame', PoolApp],
    ['the list', ListPage],
    ['the sign-in', SignInPage],
    ['a new expert', AddPage],
    ['the import', ImportPage],
    ['the register', ActsPage],
    ['the draws', DrawsPage],
    ['an unknown address', NothingHere],
  ] as [string, Component][])('has words for %s', async (_, component) => {
    const html = await page(component);
    if (language === 'en') expect(html.replace(/中文|中/g, '')).not.toMatch(/\p{Script=Han}/u);
    else expect(html).toMatch(/\p{Script=Han}/u);
  });

  it('has words for every status', async () => {
    for (const status of statuses) await page(StatusPill, { status, since: '2026-01-01', until: '2026-02-01' });
  });

  it('shows an edited expert without identity number and phone, and says how they end', async () => {
    const html = await page(ExpertForm, form({}));
    expect(html).toContain('002X');
    expect(html).toContain('0001');
    expect(html).not.toContain('data-testid="expert-number"');
    expect(await page(ExpertForm, form({ expert: null, modelValue: blank }))).toContain('data-testid="expert-number"');
  });

  it('names faults beside their fields, and ties them together', async () => {
    const faults = [
      { field: 'id', code: 'WrongIdCheck', other: null },
      { field: 'phone', code: 'DoublePhone', other: 'E-2' },
    ];
    const html = await page(ExpertForm, form({ faults, isReasonWrong: true }));
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(3);
    expect(html).toMatch(/id="expert-phone-wrong"[^>]*>[^<]*E-2/);
  });

  it('shows a withdrawn absence as such, with no way to withdraw it again', async () => {
    const html = await page(AbsenceCard, { whole });
    expect(html.match(/data-testid="absence"/g)).toHaveLength(2);
    expect(html.match(/data-testid="absence-withdraw"/g)).toHaveLength(1);
    expect(await page(AssessmentCard, { whole })).toContain('92');
    await page(ExpertEdit, { found: expert });
  });

  it('offers the good rows alone where some are bad, and nothing where none is good', async () => {
    expect(await page(ImportDecision, { found })).toContain('import-good');
    expect(await page(ImportDecision, { found: { ...found, mayTakeGood: false } })).toContain('import-none');
    const all = await page(ImportDecision, { found: { ...found, faultyRows: 0 } });
    expect(all).not.toContain('import-good');
    expect(all).toContain('import-check');
  });

  const draw: Draw = {
    ...{ draw: '0a'.repeat(16), at: 1, platform: 'platform', state: 'Committed', drawAt: 2, reserve: 1 },
    groups: [{ specialities: ['A08', 'A09'], least: 'Associate', seats: 3 }],
    ...{ eligible: 58, excluded: [1, 2, 3, 4, 5, 6], shortage: null, cause: null, hasConflicts: true },
  };
  const card = (over: Partial<Draw>) => page(DrawCard, { draw: { ...draw, ...over }, named: (code: string) => code });

  it('shows a draw by numbers', async () => {
    const html = await card({});
    expect(html).toContain('58');
    expect(html).toContain('A09');
    expect(html).toContain('draw-conflicts');
    for (const state of drawStates) await card({ state });
  });

  it('has words for what binds a draw and for why none is served', async () => {
    for (const binding of constraints) {
      const html = await card({ state: 'Short', shortage: { group: 1, needed: 4, left: 3, binding }, excluded: null });
      expect(html).toContain('draw-shortage');
      expect(html).not.toContain('draw-eligible');
    }
    for (const cause of drawCauses) {
      const html = await card({ state: 'Refused', cause, drawAt: null, groups: [], eligible: null, excluded: null });
      expect(html).toContain('draw-cause');
    }
  });

  it('tells refusals, and signs in again where the session has ended', async () => {
    const problem = (status: number, reason: string, next = '') => new Problem(status, reason, 'spec:pool', next, 'x');
    expect(await page(RefusalNote, { cause: problem(401, 'NotSignedIn', 'sign-in') })).toContain('sign-in-user');
    for (const cause of [problem(409, 'Conflict', 'wait-for-import'), problem(503, 'StoreFailed'), new Error('x')])
      expect(await page(RefusalNote, { cause })).not.toContain('sign-in-user');
  });
});
