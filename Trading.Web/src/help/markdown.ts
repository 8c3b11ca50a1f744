// The guides' Markdown: headings, paragraphs, lists, tables, pictures, and within a line links, code and bold. It
// becomes data that components render, so no text of a guide is ever HTML. Whatever else stands in a file is refused,
// at the build's tests and not before a reader.

export type Span = { kind: 'text' | 'code' | 'bold'; text: string } | { kind: 'link'; text: string; to: string };

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; spans: Span[] }
  | { kind: 'paragraph'; spans: Span[] }
  /** `from`: the number of the first item, 0 for a list without numbers. A command between two steps parts a list. */
  | { kind: 'list'; from: number; items: Span[][] }
  | { kind: 'table'; head: Span[][]; rows: Span[][][] }
  | { kind: 'picture'; alt: string; file: string }
  | { kind: 'code'; text: string };

export class NotOfAGuide extends Error {}

/** The blocks of a guide; throws for what a guide may not hold. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .flatMap(part => (part.trim() === '' ? [] : [blockOf(part.replace(/^\n+|\s+$/g, '').split('\n'))]));
}

function blockOf(lines: string[]): Block {
  const [first] = lines as [string, ...string[]];
  if (first.startsWith('```')) return codeOf(lines);
  const heading = /^(#{1,3}) (.+)$/.exec(first);
  if (heading && lines.length === 1)
    return { kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, spans: spansOf(heading[2]!) };
  const picture = /^!\[([^\]]+)\]\(pictures\/([\w.-]+)\)$/.exec(first);
  if (picture && lines.length === 1) return { kind: 'picture', alt: picture[1]!, file: picture[2]! };
  if (/^(- |\d+\. )/.test(first)) return listOf(lines);
  if (first.startsWith('|')) return tableOf(lines);
  if (/^[#>!<]|^ /.test(first)) throw new NotOfAGuide(first);
  return { kind: 'paragraph', spans: spansOf(joined(lines)) };
}

function codeOf(lines: string[]): Block {
  if (lines.at(-1) !== '```' || lines.length < 3) throw new NotOfAGuide(lines[0]);
  return { kind: 'code', text: lines.slice(1, -1).join('\n') };
}

// A line that begins with blanks goes on with the item before it.
function listOf(lines: string[]): Block {
  const from = Number(/^(\d+)\. /.exec(lines[0]!)?.[1] ?? 0);
  const items: string[][] = [];
  for (const line of lines) {
    const item = /^(?:- |(\d+)\. )(.+)$/.exec(line);
    if (item && Number(item[1] ?? 0) !== (from && from + items.length)) throw new NotOfAGuide(line);
    if (item) items.push([item[2]!]);
    else if (/^ +\S/.test(line)) items.at(-1)!.push(line.trim());
    else throw new NotOfAGuide(line);
  }
  return { kind: 'list', from, items: items.map(item => spansOf(joined(item))) };
}

function tableOf(lines: string[]): Block {
  const [head, rule, ...rows] = lines.map(line => line.replace(/^\||\|$/g, '').split('|'));
  if (!rule?.every(cell => /^-+$/.test(cell.trim()))) throw new NotOfAGuide(lines[1] ?? lines[0]);
  const cells = (row: string[]) => row.map(cell => spansOf(cell.trim()));
  return { kind: 'table', head: cells(head!), rows: rows.map(cells) };
}

// Chinese lines are joined without a blank.
const joined = (lines: string[]): string =>
  lines.reduce((all, line) => {
    const isHan = /[\u3000-\u9fff\uff00-\uffef]$/.test(all) || /^[\u3000-\u9fff\uff00-\uffef]/.test(line);
    return all === '' ? line : all + (isHan ? '' : ' ') + line;
  }, '');

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > at) spans.push(plain(text.slice(at, found.index)));
    const [whole, code, bold, link, to] = found;
    spans.push(
      code !== undefined
        ? { kind: 'code', text: code }
        : bold !== undefined
          ? { kind: 'bold', text: bold }
          : { kind: 'link', text: link!, to: to! },
    );
    at = found.index + whole.length;
  }
  if (at < text.length) spans.push(plain(text.slice(at)));
  return spans;
}

function plain(text: string): Span {
  if (/[<>*]|\]\(|`/.test(text)) throw new NotOfAGuide(text);
  return { kind: 'text', text };
}
