// Where a fault stands in the text: its path leads through the JSON. Keys stand in paths as they are, so a path is
// followed with the keys that are there; of several that fit the longest is taken.

/** From and to in the text; the innermost value on the way where the path names a key that is missing. */
export interface Span {
  from: number;
  to: number;
}

export function placeOf(text: string, path: string): Span {
  const whole = nodesOf(text);
  if (typeof whole !== 'number') return follow(whole, path.slice(1));
  return { from: whole, to: Math.min(whole + 1, text.length) };
}

/** Line and column of a place, from 1. */
export function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** A value of the text, with what is inside it. */
export interface Node extends Span {
  is: 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';
  members: { key: string; span: Span; value: Node }[];
  elements: Node[];
}

/** The whole text as values with their places; where it stops to be JSON, for a text that is none. */
export function nodesOf(text: string): Node | number {
  const reader = new Reader(text);
  try {
    const whole = reader.value();
    reader.blank();
    return reader.at < text.length ? reader.at : whole;
  } catch (cause) {
    if (!(cause instanceof Stopped)) throw cause;
    return Math.min(reader.at, text.length);
  }
}

class Stopped extends Error {}

function follow(node: Node, rest: string): Span {
  const index = /^\[(\d+)\]/.exec(rest);
  const element = index && node.elements[Number(index[1])];
  if (element) return follow(element, rest.slice(index[0].length));
  const fits = node.members
    .filter(m => rest.startsWith(`.${m.key}`) && /^($|[.[])/.test(rest.slice(m.key.length + 1)))
    .sort((a, b) => b.key.length - a.key.length);
  // Of a key that stands twice the second one is the fault.
  const member = fits.filter(m => m.key === fits[0]!.key).at(-1);
  if (!member) return { from: node.from, to: node.to };
  const left = rest.slice(member.key.length + 1);
  return left === '' ? { from: member.span.from, to: member.value.to } : follow(member.value, left);
}

const kinds: Readonly<Record<string, Node['is']>> = {
  '{': 'object',
  '[': 'array',
  '"': 'string',
  t: 'true',
  f: 'false',
  n: 'null',
};

class Reader {
  at = 0;

  constructor(readonly text: string) {}

  blank(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  value(depth = 0): Node {
    this.blank();
    const first = this.text[this.at];
    const node: Node = { is: kinds[first ?? ''] ?? 'number', from: this.at, to: this.at, members: [], elements: [] };
    if (depth > 64) throw new Stopped();
    if (first === '{') this.object(node, depth);
    else if (first === '[') this.array(node, depth);
    else if (first === '"') this.string();
    else this.token(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y);
    node.to = this.at;
    return node;
  }

  private object(node: Node, depth: number): void {
    this.at++;
    this.blank();
    if (this.take('}')) return;
    do {
      this.blank();
      const from = this.at;
      const key = this.string();
      const span = { from, to: this.at };
      this.blank();
      this.must(':');
      node.members.push({ key, span, value: this.value(depth + 1) });
      this.blank();
    } while (this.take(','));
    this.must('}');
  }

  private array(node: Node, depth: number): void {
    this.at++;
    this.blank();
    if (this.take(']')) return;
    do {
      node.elements.push(this.value(depth + 1));
      this.blank();
    } while (this.take(','));
    this.must(']');
  }

  private string(): string {
    return JSON.parse(this.token(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y)) as string;
  }

  private token(form: RegExp): string {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found === undefined) throw new Stopped();
    this.at += found.length;
    return found;
  }

  private take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at++;
    return true;
  }

  private must(letter: string): void {
    if (!this.take(letter)) throw new Stopped();
  }
}
