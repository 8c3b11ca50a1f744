import { textAt, type Group } from './draft';
import { readWhole } from './entries';
import type { SheetItem } from './sheetDraft';
import { pointUnit } from './tree';

/** What an expert scores of these criteria, and how many items are not yet complete enough to be scored. */
export function sheetOf(criteria: readonly Group[]): { items: SheetItem[]; unready: number } {
  const scored = criteria.filter(item => item['kind'] !== 'price');
  const items = scored.flatMap(itemOf);
  return { items, unready: scored.length - items.length };
}

function itemOf(item: Group): SheetItem[] {
  const points = (key: string) => readWhole(textAt(item, key), pointUnit);
  const [most, step] = [points('maxHundredths'), points('stepHundredths')];
  const reason = textAt(item, 'reasonBelowHundredths') === '' ? null : points('reasonBelowHundredths');
  const kind = item['kind'];
  if (kind !== 'objective' && kind !== 'subjective') return [];
  if (typeof most !== 'bigint' || typeof step !== 'bigint' || typeof reason === 'string') return [];
  if (most <= 0n || step <= 0n || most % step !== 0n || textAt(item, 'id') === '') return [];
  return [{ id: textAt(item, 'id'), kind, most, step, reasonBelow: reason }];
}
