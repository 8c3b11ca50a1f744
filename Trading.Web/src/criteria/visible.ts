import { at, isEmpty, textAt, type Draft, type Group, type Value } from './draft';

// Which fields are asked for. What was written is shown whatever it is: nothing that would go into the file is hidden.

/** `path` is that of the file; `group` is the object that the key stands in. */
export function isShown(draft: Draft, path: string, key: string, group: Group): boolean {
  const value = group[key]!;
  return isAsked(draft, path, key, group) || !isUsual(value);
}

function isAsked(draft: Draft, path: string, key: string, group: Group): boolean {
  if (key === 'ceilingFen') return textAt(draft, 'priceKind') === 'amount';
  if (key === 'ceilingMillionths') return textAt(draft, 'priceKind') !== 'amount';
  if (path.startsWith('$.parameters.')) return textAt(draft, 'method') === 'average-benchmark';
  if (!/^\$\.priceParts\[\d+\]\.\w+$/.test(path)) return true;
  const kind = group['kind'];
  if (key === 'lines') return kind === 'unit-prices';
  if (key === 'baseFen') return kind === 'list-discount' || kind === 'base-rate';
  if (key === 'years' || key === 'interestMillionths') return kind === 'yearly';
  return true;
}

// A choice is empty where its chosen form is: the others are remembered and not written.
function isUsual(value: Value): boolean {
  if (typeof value !== 'object' || Array.isArray(value) || typeof value['form'] !== 'string') return isEmpty(value);
  return isEmpty(value[value['form']] ?? '');
}

/** Whether a draft holds parameters that its method has no use for. */
export const hasUnused = (draft: Draft): boolean =>
  textAt(draft, 'method') !== 'average-benchmark' &&
  Object.values(at(draft, ['parameters']) as Group).some(value => !isUsual(value));
