import type { Group, Value } from './draft';
import { isEmpty } from './draft';
import type { Keys, Shape } from './shape';

/** One line of the terms on paper: how deep it stands, the key it is named by, its row in a list, what it says. */
export interface SaidLine {
  depth: number;
  key: string;
  row: number | null;
  /** A word is said by the page; a text or a number as it was written. */
  word: string;
  text: string;
  unit: string;
}

/** Everything that the file says under these keys, in its order; what says nothing is left out. */
export const saidKeys = (keys: Keys, group: Group, depth = 0): SaidLine[] =>
  Object.entries(keys).flatMap(([key, shape]) => said(shape, group[key]!, key, null, depth));

function said(shape: Shape, value: Value, key: string, row: number | null, depth: number): SaidLine[] {
  const head = { depth, key, row, word: '', text: '', unit: '' };
  switch (shape.is) {
    case 'object': {
      const inner = saidKeys(shape.keys, value as Group, depth + 1);
      return inner.length > 0 ? [head, ...inner] : [];
    }
    case 'list': {
      const rows = value as Value[];
      return rows.length > 0 ? [head, ...rows.flatMap((each, i) => said(shape.of, each, key, i + 1, depth + 1))] : [];
    }
    case 'choice': {
      const form = (value as Group)['form'] as string;
      const of = shape.forms[form];
      return of ? said(of, (value as Group)[form]!, key, row, depth) : [];
    }
    case 'truth':
      return value ? [head] : [];
    case 'word':
      return isEmpty(value) || (value === shape.usual && !shape.told) ? [] : [{ ...head, word: value as string }];
    default:
      return isEmpty(value)
        ? []
        : [{ ...head, text: value as string, unit: shape.is === 'whole' ? shape.unit.name : '' }];
  }
}
