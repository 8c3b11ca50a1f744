import { ref, shallowRef } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { foldDraw } from '../../src/draws/fold';
import ImportCheck from '../../src/draws/ImportCheck.vue';
import ImportFields from '../../src/draws/ImportFields.vue';
import ImportPage from '../../src/draws/ImportPage.vue';
import { emptyImport, importGates, type ImportTexts } from '../../src/draws/importTexts';
import type { Import } from '../../src/draws/importing';
import NamesCard from '../../src/draws/NamesCard.vue';
import PaperPage from '../../src/draws/PaperPage.vue';
import RequestForm from '../../src/draws/RequestForm.vue';
import SecondSignature from '../../src/draws/SecondSignature.vue';
import SignImportPage from '../../src/draws/SignImportPage.vue';
import { noDraw, type Draw } from '../../src/draws/state';
import LeaveDialog from '../../src/person/LeaveDialog.vue';
import type { TrustFile } from '../../src/seal/trust';
import zh from '../../src/words/drawImport.zh';
import { inBoth, partOf, render, textOf } from '../render';
import { caseOf, streamOf } from './vectors';

// The pages that import a draw, sign an import and hand in its paper, as they are read.

const shown = vi.hoisted(() => ({ draw: null as unknown }));
vi.mock('../../src/draws/useDraw', () => ({
  useDraw: () => ({ draw: shallowRef(shown.draw), link: ref('live'), corrupt: ref(null), news: shallowRef([]) }),
}));
vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));
vi.mock('../../src/serverTime', () => ({
  useServerTime: () => ({ second: shallowRef(1_772_409_600), errorMs: ref(1), wallAheadMs: ref(0) }),
}));
vi.stubGlobal('location', { hostname: 'localhost' });

const whole = foldDraw(noDraw, streamOf(caseOf('external'), 'draw'));
const facts = whole.external!.import;
const made: Import = {
  draw: facts.request.draw,
  facts,
  bytes: new Uint8Array(1),
  gateSalt: new Uint8Array(113),
  host: new Uint8Array(64),
  supervisor: null,
};
const trust = { offices: [{ kind: 'gate', name: '门禁' }], platforms: [], trustees: [] } as unknown as TrustFile;

describe('the import', () => {
  it.each(inBoth)('begins with who signs, and says what nobody can verify: %s', async language => {
    const html = await render(ImportPage, {}, language);
    expect(partOf(html, 'ask-step-person')).toContain('data-state="now"');
    expect(partOf(html, 'ask-step-form')).toContain('data-state="ahead"');
    expect(html).toContain('href="/draws/import/sign"');
  });

  it.each(inBoth)(
    'asks for what the paper says, and for nothing that the other system answers for: %s',
    async language => {
      const texts = emptyImport();
      const form = await render(
        RequestForm,
        {
          modelValue: texts,
          supervisor: null,
          sessions: [],
          isExternal: true,
          gatesOf: (asked: unknown) => importGates(asked as ImportTexts),
          faultsNow: () => [],
        },
        language,
      );
      const fields = await render(ImportFields, { modelValue: texts, paper: null, faults: [] }, language);
      const ids = [...(form + fields).matchAll(/<(?:input|select|textarea)[^>]*? id="([\w-]+)"/g)].map(m => m[1]!);
      expect(ids).toEqual(
        expect.arrayContaining(['system', 'number', 'drawn-at', 'experts', 'room-at', 'avoided-units']),
      );
      for (const own of ['draw-at', 'custody', 'reserve', 'regions']) expect(ids).not.toContain(own);
      expect(form).not.toMatch(/ask-gate-DrawToo/);
    },
  );

  it.each(inBoth)('is looked at from its very bytes before each act: %s', async language => {
    for (const act of ['host', 'supervisor', 'publish'] as const) {
      const html = await render(
        ImportCheck,
        {
          made,
          trust,
          act,
          session: '漓江路',
          supervisor: '监督处',
          experts: act === 'publish' ? [] : ['11010519491231002X'],
          before: 1,
          lost: 0,
          isPlatformTrust: true,
          isBusy: false,
        },
        language,
      );
      expect(partOf(html, `import-${act}-warnings`)).toContain(`import-${act}-warning-unverified`);
      expect(textOf(html)).not.toContain('11010519491231002X');
      if (act === 'publish') expect(html).not.toContain('002X');
      else expect(textOf(html)).toContain('002X');
    }
  });

  it.each(inBoth)('waits for salt and second signature: %s', async language => {
    const props = { modelValue: made, salt: null, trust, drawn: new Uint8Array(32) };
    const html = await render(SecondSignature, props, language);
    for (const id of ['salt-save', 'salt-file', 'import-save', 'import-back', 'second-here'])
      expect(html).toContain(`data-testid="${id}"`);
    const back = await render(SecondSignature, { ...props, modelValue: { ...made, supervisor: made.host } }, language);
    expect(back).toContain('data-testid="second-good"');
    expect(back).not.toContain('data-testid="import-back"');
    expect(await render(SecondSignature, { ...props, drawn: null }, language)).not.toContain('data-testid="salt-save"');
  });

  it.each(inBoth)('says what leaving would lose: %s', async language => {
    for (const risk of Object.keys(zh.away).filter(key => key !== 'stay'))
      expect((await render(LeaveDialog, { risk, words: 'drawImport.away' }, language)).length).toBeGreaterThan(60);
  });
});

it.each(inBoth)('the supervisor begins with a trust file, and signs nothing yet: %s', async language => {
  const html = await render(SignImportPage, {}, language);
  expect(partOf(html, 'sign-step-trust')).toContain('data-state="now"');
  expect(html).not.toContain('data-testid="sign-file"');
});

it.each(inBoth)('the paper is asked for when its time has come: %s', async language => {
  const page = (draw: Draw) => {
    shown.draw = draw;
    return render(PaperPage, { draw: 'x' }, language);
  };
  expect(await page({ ...whole, phase: 'imported', paperAt: null })).toContain('data-testid="hand-in-ahead"');
  const open = await page({ ...whole, phase: 'failed', paperAt: null });
  expect(open).toContain('data-testid="hand-in-paper"');
  expect(partOf(open, 'hand-in-send')).toContain('disabled');
  expect(await page(whole)).toContain('data-testid="hand-in-done"');
  const own = await page(foldDraw(noDraw, streamOf(caseOf('whole'), 'draw')));
  expect(own).toContain('data-state="own"');
});

it('a seat of an external draw has no number of a pool', async () => {
  const line = { kind: 'External', group: null, number: '20000', name: '张三', at: 1, outcome: 'Arrived' };
  const list = { seats: 5, arrived: 1, names: [line] };
  const html = textOf(await render(NamesCard, { list, trouble: null, drawMs: 1, nowMs: 1 }));
  expect(html).toContain('外部抽取');
  expect(html).not.toContain('20000');
});
