// What is said of a draw beside its phase: each mark in its colour, with the key of its words.
import type { Custody } from '../seal/policy';

/** As words name it. */
export const custodyOf = (custody: Custody) => custody.toLowerCase() as Lowercase<Custody>;

export interface Mark {
  code: string;
  key: string;
  tone: string;
}

/** A draw that was made elsewhere gets its mark here. */
export const marksOf = (draw: { drill: boolean; custody: Custody }): Mark[] => [
  ...(draw.drill ? [{ code: 'drill', key: 'hall.drill', tone: 'warn' }] : []),
  ...(draw.custody === 'Single' ? [{ code: 'single', key: 'custody.single', tone: 'warn' }] : []),
];
