import { load } from '../seal/vectors';
import type { FeedEvent } from '../../src/follow';

/** tests/vectors/draw/events.json: whole draws, their events by stream in the order of the log. */
export interface DrawCase {
  name: string;
  trust: string;
  /** Of the lock of the beacon, by trustee. */
  shares: string[];
  events: ['draw' | 'drawn' | 'seated', string][];
  phases: string[];
  /** Root (hexadecimal) → head and rows, base64. */
  rows: Record<string, string>;
  /** What the checks of the archive find. */
  checks: Record<string, 'Pass' | 'Fail' | 'NotApplicable'>;
}

export const cases = load<{ cases: DrawCase[] }>('draw/events.json').cases;
export const caseOf = (name: string): DrawCase => cases.find(one => one.name === name)!;

export const streamOf = (one: DrawCase, stream: 'draw' | 'drawn' | 'seated'): FeedEvent[] =>
  one.events.filter(([name]) => name === stream).map(([, e], h) => ({ h, e }));
