import { at, pathOf, type Draft, type Group, type Value, type Way } from './draft';
import { fractionText, readFraction, readWhole, type EntryProblem } from './entries';
import { format, terms, type Keys, type Shape } from './shape';

// A draft as the file (docs/spec/scoring.md, 13): one spelling, so that the same terms have the same fingerprint.

/** A field whose text is no value of the file. */
export interface Unreadable {
  path: string;
  problem: EntryProblem;
}

export interface Written {
  /** Null as long as a field cannot be read. */
  text: string | null;
  unreadable: Unreadable[];
}

export function writeDraft(draft: Draft): Written {
  const writer = new Writer();
  const lines = [`  "format": ${JSON.stringify(format)}`];
  for (const [key, shape] of Object.entries(terms)) {
    const written = writer.value(shape, at(draft, [key]), [key]);
    if (written !== null) lines.push(`  ${JSON.stringify(key)}: ${written}`);
  }
  lines.push('  "bids": []');
  const unreadable = writer.unreadable;
  return { text: unreadable.length === 0 ? `{\n${lines.join(',\n')}\n}\n` : null, unreadable };
}

class Writer {
  readonly unreadable: Unreadable[] = [];

  /** Null for what says nothing. Within a list nothing can be left out: `isElement`. */
  value(shape: Shape, value: Value, way: Way, isElement = false): string | null {
    switch (shape.is) {
      case 'whole':
        return this.entry(value as string, way, isElement, text => {
          const number = readWhole(text, shape.unit);
          return typeof number === 'bigint' ? number.toString() : { problem: number };
        });
      case 'fraction':
        return this.entry(value as string, way, isElement, text => {
          const ratio = readFraction(text);
          return typeof ratio === 'string' ? { problem: ratio } : fractionText(ratio);
        });
      case 'text':
        return value === '' ? null : JSON.stringify(value);
      case 'word':
        return value === '' || (value === shape.usual && !shape.told) ? null : JSON.stringify(value);
      case 'truth':
        return value ? 'true' : null;
      case 'list':
        return this.list(shape.of, value as Value[], way);
      case 'object':
        return this.object(shape.keys, value as Group, way, isElement);
      case 'choice': {
        const form = (value as Group)['form'] as string;
        const of = shape.forms[form];
        return of ? this.value(of, (value as Group)[form]!, way, of.is === 'object') : null;
      }
    }
  }

  private entry(
    text: string,
    way: Way,
    isElement: boolean,
    read: (text: string) => string | { problem: EntryProblem },
  ): string | null {
    if (text.trim() === '' && !isElement) return null;
    const written = read(text);
    if (typeof written === 'string') return written;
    this.unreadable.push({ path: pathOf(way), problem: written.problem });
    return null;
  }

  // Elements of the outermost lists stand in lines of their own.
  private list(of: Shape, values: Value[], way: Way): string | null {
    if (values.length === 0 && way[0] !== 'criteria') return null;
    const written = values.map((value, i) => this.value(of, value, [...way, i], true) ?? 'null');
    return way.length === 1 && values.length > 0
      ? `[\n${written.map(element => `    ${element}`).join(',\n')}\n  ]`
      : `[${written.join(', ')}]`;
  }

  private object(keys: Keys, group: Group, way: Way, isElement: boolean): string | null {
    const members = Object.entries(keys).flatMap(([key, shape]) => {
      const written = this.value(shape, group[key]!, [...way, key]);
      return written === null ? [] : [`${JSON.stringify(key)}: ${written}`];
    });
    if (members.length === 0) return isElement ? '{}' : null;
    return `{ ${members.join(', ')} }`;
  }
}
