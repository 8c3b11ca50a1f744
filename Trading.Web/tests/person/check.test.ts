import { describe, expect, it } from 'vitest';
import CheckCard from '../../src/person/CheckCard.vue';
import { inBoth, partOf, render, textOf } from '../render';

const plain = {
  title: '请核对',
  testid: 'look',
  yes: '确认',
  facts: [
    { id: 'price', name: '总价', value: '1,234.00 元', look: 'figure' },
    { id: 'files', name: '附件', value: ['甲.pdf', '乙.pdf'] },
    { id: 'tender', name: '项目', value: { lines: ['NN-2026-1', '取水\n泵站'] } },
  ],
};

describe('the second look', () => {
  it('is a named group that can hold the focus, with every fact beside its name', async () => {
    const html = await render(CheckCard, plain);
    expect(html).toMatch(/<section[^>]* role="group" tabindex="-1" aria-labelledby="([^"]+)"[^>]*><h3 id="\1"/);
    expect(html).toMatch(
      /<dt[^>]*>总价<\/dt><dd class="figure" data-testid="look-price"[^>]*><bdi[^>]*>1,234\.00 元<\/bdi><\/dd>/,
    );
    expect(partOf(html, 'look-files').match(/<li/g)).toHaveLength(2);
    // Texts stand below each other, and a break within one is shown as what it is.
    expect(partOf(html, 'look-tender').match(/class="line"/g)).toHaveLength(2);
    expect(textOf(partOf(html, 'look-tender'))).toMatch(/NN-2026-1.*取水¶泵站/);
    expect(html).not.toContain('look-warnings');
  });

  it('goes back by a word of its own language, or by the one that it is given', async () => {
    for (const language of inBoth)
      expect(textOf(partOf(await render(CheckCard, plain, language), 'look-back'))).toBe(
        language === 'zh' ? '返回修改' : 'Go back',
      );
    expect(textOf(partOf(await render(CheckCard, { ...plain, back: '换一份' }), 'look-back'))).toBe('换一份');
  });

  it('tells its warnings, and is not done before what is missing is there', async () => {
    const warnings = [{ id: 'zero', text: '报价为 0' }];
    const html = await render(CheckCard, { ...plain, warnings, mayDo: false, isGrave: true });
    expect(textOf(partOf(html, 'look-warning-zero'))).toBe('报价为 0');
    expect(html).toMatch(/<div[^>]* role="alert" data-testid="look-warnings"[^>]*><ul/);
    expect(html).toMatch(/<button[^>]* class="danger btn" disabled[^>]*data-testid="look-yes"/);
    expect(html).not.toMatch(/<button[^>]* disabled[^>]*data-testid="look-back"/);
  });

  it('neither goes on nor back while it is done', async () => {
    const html = await render(CheckCard, { ...plain, isBusy: true });
    expect(html.match(/<button[^>]* disabled/g)).toHaveLength(2);
  });
});
