import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// The README is there in two languages: what is typed is the same in both.

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const both = [read('README.md'), read('README.zh.md')] as const;
const blocks = (text: string) => [...text.matchAll(/```\w*\n([^]*?)```/g)].map(found => found[1]!);
const plain = (text: string) => text.replace(/```[^]*?```/g, '');
const isHan = (text: string) => /\p{Script=Han}/u.test(text);

// A remark behind or above a command is of the language that it stands in.
const commands = (text: string) =>
  blocks(text).flatMap(block =>
    block
      .split('\n')
      .filter(line => !line.startsWith('#'))
      .map(line => line.replace(/ {2,}# .*$/, '')),
  );
const named = (text: string) =>
  [...new Set([...plain(text).matchAll(/`([^`\n]+)`/g)].map(found => found[1]!))].filter(word => !isHan(word)).sort();
const links = (text: string) => [...plain(text).matchAll(/\]\(([^)]+)\)/g)].map(found => found[1]!);

describe('the README in two languages', () => {
  it('has the same commands, letter by letter and in the same order', () => {
    expect(commands(both[0]).length).toBeGreaterThan(40);
    expect(commands(both[1])).toEqual(commands(both[0]));
  });

  it('names the same commands, options, files and answers in its sentences', () => {
    expect(named(both[0]).length).toBeGreaterThan(100);
    expect(named(both[1])).toEqual(named(both[0]));
  });

  it('has the same sections and rows, and leads to the same documents', () => {
    const rows = (text: string) =>
      plain(text)
        .split('\n')
        .map(line => (line.startsWith('|') ? '|' : /^#+ /.exec(line)?.[0]))
        .filter(Boolean);
    expect(rows(both[1])).toEqual(rows(both[0]));
    const documents = (text: string) => links(text).filter(link => !link.startsWith('README'));
    expect(documents(both[1]).sort()).toEqual(documents(both[0]).sort());
    expect([links(both[0]).includes('README.zh.md'), links(both[1]).includes('README.md')]).toEqual([true, true]);
  });
});
