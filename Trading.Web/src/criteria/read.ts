import { lineOf, nodesOf, type Node } from '../score/place';
import { emptyOf, type Draft, type Group, type Value } from './draft';
import { printWhole } from './entries';
import { format, later, terms, type Keys, type Shape } from './shape';

// A file as a draft. Values that are wrong, such as a weight of 2,000, are taken as they are and mended in their field;
// what the draft could not hold is refused with the words of the specification, so that nothing is lost in silence.

export type Refused = 'not-json' | 'duplicate-key' | 'unknown-key' | 'missing-key' | 'wrong-type' | 'unknown-value';

export interface Refusal {
  code: Refused;
  path: string;
  line: number;
  column: number;
}

export interface Taken {
  draft: Draft;
  /** What is no terms and was not taken: keys, and how many elements each has. */
  left: { key: string; count: number }[];
}

class Stop extends Error {
  constructor(
    readonly code: Refused,
    readonly path: string,
    readonly from: number,
  ) {
    super(code);
  }
}

const mostDepth = 8;

export function readDraft(text: string): Taken | Refusal {
  const found = nodesOf(text);
  if (typeof found === 'number') return { code: 'not-json', path: '$', ...lineOf(text, found) };
  try {
    const reader = new Reader(text);
    reader.checkForm(found, 1);
    reader.checkKeys(found, '$');
    return reader.file(found);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    return { code: cause.code, path: cause.path, ...lineOf(text, cause.from) };
  }
}

class Reader {
  constructor(private readonly text: string) {}

  // One JSON value of the specification is nested eight deep at most, and knows no half letters.
  checkForm(node: Node, depth: number): void {
    const isNested = node.is === 'object' || node.is === 'array';
    if (isNested && depth > mostDepth) throw new Stop('not-json', '$', node.from);
    if (node.is === 'string' && !isWhole(this.string(node))) throw new Stop('not-json', '$', node.from);
    for (const { key, span, value } of node.members) {
      if (!isWhole(key)) throw new Stop('not-json', '$', span.from);
      this.checkForm(value, depth + 1);
    }
    node.elements.forEach(element => this.checkForm(element, depth + 1));
  }

  checkKeys(node: Node, path: string): void {
    const seen = new Set<string>();
    for (const { key, span, value } of node.members) {
      if (seen.has(key)) throw new Stop('duplicate-key', `${path}.${key}`, span.from);
      seen.add(key);
      this.checkKeys(value, `${path}.${key}`);
    }
    node.elements.forEach((element, i) => this.checkKeys(element, `${path}[${i}]`));
  }

  file(node: Node): Taken {
    const known = ['format', ...Object.keys(terms), ...later];
    const fields = this.open(node, '$', known);
    const name = fields.get('format');
    if (!name) throw new Stop('missing-key', '$.format', node.from);
    if (name.is !== 'string') throw new Stop('wrong-type', '$.format', name.from);
    if (this.string(name) !== format) throw new Stop('unknown-value', '$.format', name.from);
    const draft = this.keys(terms, fields, '$');
    const left = later.flatMap(key => {
      const list = fields.get(key);
      if (!list || list.is === 'null') return [];
      if (list.is !== 'array') throw new Stop('wrong-type', `$.${key}`, list.from);
      return list.elements.length > 0 ? [{ key, count: list.elements.length }] : [];
    });
    return { draft, left };
  }

  private open(node: Node, path: string, known: readonly string[]): Map<string, Node> {
    if (node.is !== 'object') throw new Stop('wrong-type', path, node.from);
    for (const { key, span } of node.members)
      if (!known.includes(key)) throw new Stop('unknown-key', `${path}.${key}`, span.from);
    return new Map(node.members.map(({ key, value }) => [key, value]));
  }

  private keys(keys: Keys, fields: Map<string, Node>, path: string): Group {
    return Object.fromEntries(
      Object.entries(keys).map(([key, shape]) => {
        const node = fields.get(key);
        return [key, !node || node.is === 'null' ? emptyOf(shape) : this.value(shape, node, `${path}.${key}`)];
      }),
    );
  }

  private value(shape: Shape, node: Node, path: string): Value {
    const wrong = (): never => {
      throw new Stop('wrong-type', path, node.from);
    };
    const raw = this.text.slice(node.from, node.to);
    switch (shape.is) {
      case 'whole':
        return node.is === 'number' && isWholeNumber(raw) ? printWhole(raw, shape.unit) : wrong();
      case 'fraction':
        return node.is === 'string' ? this.string(node) : node.is === 'number' && isWholeNumber(raw) ? raw : wrong();
      case 'text':
      case 'word':
        return node.is === 'string' ? this.string(node) : wrong();
      case 'truth':
        return node.is === 'true' || node.is === 'false' ? node.is === 'true' : wrong();
      case 'list':
        return node.is === 'array'
          ? node.elements.map((element, i) => this.value(shape.of, element, `${path}[${i}]`))
          : wrong();
      case 'object':
        return this.keys(shape.keys, this.open(node, path, Object.keys(shape.keys)), path);
      case 'choice':
        return this.choice(shape, node, path);
    }
  }

  // A list is the form that is a list, an object that which is one; a text or a number the third.
  private choice(shape: Extract<Shape, { is: 'choice' }>, node: Node, path: string): Value {
    const empty = emptyOf(shape) as Group;
    const forms = Object.entries(shape.forms);
    const [form, of] =
      forms.find(([, each]) => each?.is === (node.is === 'array' ? 'list' : 'object') && node.is !== 'string') ??
      forms.find(([, each]) => each?.is !== 'list' && each?.is !== 'object')!;
    if (of) return { ...empty, form, [form]: this.value(of, node, path) };
    if (node.is !== 'string') throw new Stop('wrong-type', path, node.from);
    if (this.string(node) !== form) throw new Stop('unknown-value', path, node.from);
    return { ...empty, form };
  }

  private string(node: Node): string {
    return JSON.parse(this.text.slice(node.from, node.to)) as string;
  }
}

const isWholeNumber = (text: string): boolean => /^-?\d+$/.test(text) && text !== '-0';

const isWhole = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);
