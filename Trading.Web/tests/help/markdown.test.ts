import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { guideNames } from '../../src/help/guides';
import { blocksOf, NotOfAGuide, type Block } from '../../src/help/markdown';

const folder = fileURLToPath(new URL('../../../docs/guides/', import.meta.url));
const guide = (name: string) => readFileSync(folder + name, 'utf8');
const files = guideNames.flatMap(name => [`${name}.zh.md`, `${name}.en.md`]);
const mostPictureBytes = 1_500_000;

describe('the Markdown of a guide', () => {
  it('is headings, paragraphs, lists, tables, pictures and commands', () => {
    const blocks = blocksOf(
      '# A\n\none\ntwo **b** `c` [d](/check)\n\n1. x\n   y\n2. z\n\n| h |\n|---|\n| `r` |\n\n' +
        '![seen](pictures/a.webp)\n\n```\ntrading verify\n```\n',
    );
    expect(blocks.map(block => block.kind)).toEqual(['heading', 'paragraph', 'list', 'table', 'picture', 'code']);
    expect(blocks[1]).toEqual({
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'one two ' },
        { kind: 'bold', text: 'b' },
        { kind: 'text', text: ' ' },
        { kind: 'code', text: 'c' },
        { kind: 'text', text: ' ' },
        { kind: 'link', text: 'd', to: '/check' },
      ],
    });
    expect(blocks[2]).toMatchObject({ from: 1, items: [[{ text: 'x y' }], [{ text: 'z' }]] });
  });

  it('counts on behind a command that parts a list', () => {
    const lists = blocksOf('1. a\n\n```\nx\n```\n\n2. b\n3. c\n\n- d\n').filter(block => block.kind === 'list');
    expect(lists.map(list => [list.from, list.items.length])).toEqual([
      [1, 1],
      [2, 2],
      [0, 1],
    ]);
  });

  it('joins lines of Chinese without a blank', () => {
    expect(blocksOf('投标文件\n加密。\nNext')).toEqual([
      { kind: 'paragraph', spans: [{ kind: 'text', text: '投标文件加密。Next' }] },
    ]);
  });

  it.each([
    '<b>x</b>',
    'a <i>b</i>',
    '#### deep',
    '> said',
    '    code',
    '- a\nb',
    '| a |\n| b |',
    '```\nopen',
    'a *b* c',
    '1. a\n1. b',
    '1. a\n- b',
    '- a\n1. b',
  ])('refuses %j', text => {
    expect(() => blocksOf(text)).toThrow(NotOfAGuide);
  });
});

describe('the guides', () => {
  const linksOf = (blocks: Block[]) => [...JSON.stringify(blocks).matchAll(/"to":"([^"]+)"/g)].map(found => found[1]!);
  const picturesOf = (blocks: Block[]) =>
    blocks.filter(block => block.kind === 'picture').map(block => (block as { file: string }).file);

  it('are there in both languages, and nothing else lies beside them', () => {
    expect(readdirSync(folder).sort()).toEqual([...files, 'pictures'].sort());
  });

  it.each(guideNames)('say the same things of %s in both', name => {
    const shape = (language: string) =>
      blocksOf(guide(`${name}.${language}.md`)).map(block =>
        block.kind === 'list' ? `list ${block.items.length}` : block.kind === 'table' ? block.rows.length : block.kind,
      );
    expect(shape('zh')).toEqual(shape('en'));
    const commands = (language: string) =>
      [...guide(`${name}.${language}.md`).matchAll(/^trading \S+/gm)].map(found => found[0]);
    expect(commands('zh')).toEqual(commands('en'));
    expect(linksOf(blocksOf(guide(`${name}.zh.md`))).sort()).toEqual(linksOf(blocksOf(guide(`${name}.en.md`))).sort());
  });

  it('have the pictures that they show, and no others; all of them are small', () => {
    const shown = new Set(files.flatMap(file => picturesOf(blocksOf(guide(file)))));
    const there = readdirSync(`${folder}pictures`);
    expect(there.sort()).toEqual([...shown].sort());
    const bytes = there.reduce((sum, file) => sum + statSync(`${folder}pictures/${file}`).size, 0);
    expect(bytes).toBeLessThan(mostPictureBytes);
  });

  it('name documents that exist', () => {
    for (const link of files.flatMap(file => linksOf(blocksOf(guide(file)))).filter(to => !to.startsWith('/')))
      expect([link, existsSync(folder + link)]).toEqual([link, true]);
  });
});
