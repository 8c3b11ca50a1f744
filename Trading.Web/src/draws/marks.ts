// What is said of a draw beside its phase: each mark in its colour, with the key of its words and what they name.
import type { Custody } from '../seal/policy';

/** As words name it. */
export const custodyOf = (custody: Custody) => custody.toLowerCase() as Lowercase<Custody>;

export interface Mark {
  code: string;
  key: string;
  tone: string;
  values: Record<string, string>;
}

/** `system` is the one that drew elsewhere, empty for our own; of such a draw there is no custody. */
export const marksOf = (draw: { drill: boolean; custody: Custody | null; system: string }): Mark[] => [
  ...(draw.system
    ? [{ code: 'external', key: 'draw.external.markOf', tone: 'warn', values: { system: draw.system } }]
    : []),
  ...(draw.drill ? [{ code: 'drill', key: 'hall.drill', tone: 'warn', values: {} }] : []),
  ...(draw.custody === 'Single' ? [{ code: 'single', key: 'custody.single', tone: 'warn', values: {} }] : []),
];
