// Draws as docs/spec/pool.md has them: numbers, and nobody. Pure: no browser, no network.
import type { Level } from './experts';

export const drawStates = ['Refused', 'Short', 'Reduced', 'Committed'] as const;

/** What can keep an expert from a draw, in the order in which it is counted. */
export const constraints = ['Speciality', 'Status', 'Absence', 'Region', 'Unit', 'Person'] as const;

/** Why nothing was prepared for a draw (Trading.Pool/Draws/DrawCause.cs). */
export const drawCauses = [
  'Unreadable',
  'Gates',
  'Policies',
  'OtherCustodian',
  'Untrusted',
  'Locks',
  'HostSignature',
  'Salt',
  'TooLate',
  'OtherRequest',
  'TooMany',
  'Answers',
] as const;

export interface Draw {
  draw: string;
  /** When it was prepared or refused, UTC microseconds. */
  at: number;
  platform: string | null;
  state: (typeof drawStates)[number];
  /** When it is drawn, UTC microseconds; null where the request cannot be read. */
  drawAt: number | null;
  groups: { specialities: string[]; least: Level; seats: number }[];
  reserve: number;
  eligible: number | null;
  /** How many each of `constraints` keeps out. */
  excluded: number[] | null;
  /** The group, from 0, that cannot be filled. */
  shortage: { group: number; needed: number; left: number; binding: (typeof constraints)[number] } | null;
  cause: (typeof drawCauses)[number] | null;
  hasConflicts: boolean;
}

export interface Draws {
  /** The platform whose draws are served; null where draws are off. */
  source: { platform: string; office: string; reachedAt: number | null } | null;
  draws: Draw[];
}
