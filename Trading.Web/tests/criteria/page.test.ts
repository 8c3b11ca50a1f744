import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import CriteriaPage from '../../src/criteria/CriteriaPage.vue';
import { type Draft, put } from '../../src/criteria/draft';
import { examples } from '../../src/criteria/examples';
import { carried, carry, draftIn, keepDraft, keptDraft } from '../../src/criteria/kept';
import { readDraft, type Taken } from '../../src/criteria/read';
import RefusedNote from '../../src/criteria/RefusedNote.vue';
import SheetPreview from '../../src/criteria/SheetPreview.vue';
import LotScoring from '../../src/host/LotScoring.vue';
import { sha256 } from '../../src/sha256';
import { toHex } from '../../src/wire';
import { inBoth, partOf, render, textOf } from '../render';

vi.mock('../../src/usePageTitle', () => ({ usePageTitle: () => undefined }));

const store = new Map<string, string>();
beforeAll(() => {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, text: string) => void store.set(key, text),
    removeItem: (key: string) => void store.delete(key),
  });
});
afterEach(() => store.clear());

const draftOf = (text: string): Draft => (readDraft(text) as Taken).draft;
const written: { name: string; source: string; written: string }[] = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../tests/vectors/criteria/written.json', import.meta.url)), 'utf8'),
);

describe('the page', () => {
  it.each(inBoth)('begins with what one can begin with, in %s', async language => {
    const html = await render(CriteriaPage, {}, language);
    expect(html.match(/data-testid="criteria-example-/g)!.length).toBe(Object.keys(examples).length);
    expect(html).toContain('data-testid="criteria-blank"');
    expect(html).not.toContain('data-testid="criteria-sum"');
  });

  it('shows the kept draft: parts with sums, the sheet of an expert, the fingerprint of the bytes', async () => {
    keepDraft(draftOf(examples.goods));
    const html = await render(CriteriaPage, {});
    expect(html.match(/data-testid="criteria-item"/g)!.length).toBe(5);
    expect(html.match(/data-testid="criteria-part-sum"[^>]*>[^<]*/g)!.map(tag => tag.replace(/.*>/, ''))).toEqual([
      '小计 30 分',
      '小计 50 分',
      '小计 20 分',
    ]);
    expect(textOf(partOf(html, 'criteria-sum'))).toContain('权重合计 100 分 正好 100 分');
    expect(html.match(/data-testid="sheet-score-/g)!.length).toBe(4);
    const hash = toHex(sha256(new TextEncoder().encode(examples.goods)));
    expect(partOf(html, 'criteria-hash').replace(/<[^>]*>|\s/g, '')).toBe(hash);
    expect(textOf(partOf(html, 'criteria-pack-facts'))).toContain('价格权重 30 至 100 分');
  });

  it('says at its field what cannot be read, and holds the file back', async () => {
    keepDraft(put(draftOf(examples.goods), ['criteria', 1, 'weightPermille'], '3o'));
    const html = await render(CriteriaPage, {});
    expect(textOf(partOf(html, 'criteria-wrong-$.criteria[1].weightPermille').replace(/\$/g, ''))).toBe('');
    expect(html).toContain('id="$.criteria[1].weightPermille-wrong"');
    expect(html).not.toContain('data-testid="criteria-hash"');
    expect(textOf(html)).toContain('有 1 处写法不对');
    expect(textOf(partOf(html, 'criteria-finding'))).toContain('第 2 项 技术/技术参数响应 · 权重 不是数');
  });

  // Whatever the format can hold has a field and words, on the screen and on paper.
  it.each(inBoth)('shows every vector, with words for all that it holds, in %s', async language => {
    const some = written.filter(({ name }) => !/^docs/.test(name)).filter((_, i) => i % 4 === 0);
    expect(some.length).toBeGreaterThan(10);
    for (const { written: text } of [...some, ...Object.values(examples).map(each => ({ written: each }))]) {
      keepDraft(draftOf(text));
      const html = await render(CriteriaPage, {}, language);
      expect(html).toContain('data-testid="criteria-hash"');
      expect(partOf(html, 'criteria-paper')).not.toContain('criteria.');
    }
  });
});

describe('what is kept', () => {
  it('is a draft of this version or nothing', () => {
    const draft = draftOf(examples.works);
    expect(keepDraft(draft)).toBe(true);
    expect(keptDraft()).toEqual(draft);
    for (const text of [null, '', '{', '1', '{"version":2,"draft":{}}', JSON.stringify({ version: 1, draft: {} })])
      expect(draftIn(text)).toBe(null);
    expect([carry('x'), carried()]).toEqual([true, 'x']);
  });

  it('is said where a browser keeps nothing', () => {
    const { localStorage: working } = globalThis;
    vi.stubGlobal('localStorage', undefined);
    expect([keepDraft(draftOf(examples.works)), keptDraft(), carry('x'), carried()]).toEqual([
      false,
      null,
      false,
      null,
    ]);
    vi.stubGlobal('localStorage', working);
  });

  it('is offered where a session is published, with its fingerprint', async () => {
    const props = { number: 0, fault: null, modelValue: null };
    expect(await render(LotScoring, props)).not.toContain('host-lot-built-0');
    carry(examples.works);
    const hash = toHex(sha256(new TextEncoder().encode(examples.works)));
    expect(textOf(partOf(await render(LotScoring, props), 'host-lot-built-0'))).toContain(hash.slice(0, 8));
    const taken = { ...props, modelValue: { name: 'TENDER.json', text: examples.works } };
    expect(await render(LotScoring, taken)).not.toContain('host-lot-built-0');
  });
});

describe('a file that is not opened', () => {
  it('is shown by its line', async () => {
    const text = '{\n  "format": "trading-score/1",\n  "packs": "x"\n}';
    const refusal = readDraft(text);
    for (const language of inBoth) {
      const html = textOf(await render(RefusedNote, { name: 'a.json', text, refusal }, language));
      expect(html).toContain('&quot;packs&quot;: &quot;x&quot;');
      expect(html).toContain('$.packs');
      expect(html).toContain(language === 'zh' ? '第 3 行第 3 列' : 'line 3, column 3');
    }
  });
});

describe('the sheet', () => {
  it('has nothing to score where the price is alone', async () => {
    expect(await render(SheetPreview, { items: [], unready: 0 })).toContain('criteria-sheet-none');
    expect(textOf(await render(SheetPreview, { items: [], unready: 2 }))).toContain('另有 2 项还不完整');
  });
});
