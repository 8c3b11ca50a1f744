// The list of draws as the platform tells it (docs/spec/draw.md, "HTTP").
import { getJson } from '../api';
import type { Custody } from '../seal/policy';
import type { DrawPhase } from './state';

export interface DrawOfList {
  draw: string;
  session: string;
  lot: string;
  phase: 'Imported' | 'Locking' | 'Locked' | 'Committed' | 'Drawn' | 'Settled' | 'Failed';
  seats: number;
  /** UTC microseconds. */
  drawAt: number;
  roomAt: number;
  place: string;
  drill: boolean;
  /** Null of a draw that another system made. */
  custody: Custody | null;
  /** The caller's own roles, where the own draws were asked for. */
  mine: ('Host' | 'Supervisor')[];
  external: boolean;
  /** The system that drew; empty for our own. */
  system: string;
}

export interface DrawPage {
  draws: DrawOfList[];
  /** What the page behind this one is asked for by; null where there is none. */
  next: string | null;
}

/** A page of the list: the newest, those published before a draw, those of a session. */
export async function readDraws(
  asked: { before?: string; session?: string; mine?: 'true' },
  signal: AbortSignal,
): Promise<DrawPage> {
  const query = new URLSearchParams(asked).toString();
  return getJson<DrawPage>(`/api/draws${query && `?${query}`}`, signal);
}

export const phaseOf = (line: Pick<DrawOfList, 'phase'>): DrawPhase => line.phase.toLowerCase() as DrawPhase;

export const isOver = (line: Pick<DrawOfList, 'phase'>): boolean => ['Settled', 'Failed'].includes(line.phase);

/** Whether no committee stands behind its hour: somebody is missing, or they are not compared with the bidders. */
export const missesSomebody = (line: Pick<DrawOfList, 'phase' | 'roomAt'>, nowMs: number): boolean =>
  ['Drawn', 'Imported'].includes(line.phase) && line.roomAt <= nowMs * 1000;

/** Those that go on, the next first; then those that are over, the last first. */
export const byTime = (draws: readonly DrawOfList[]): { going: DrawOfList[]; over: DrawOfList[] } => ({
  going: draws.filter(line => !isOver(line)).sort((a, b) => a.drawAt - b.drawAt),
  over: draws.filter(isOver).sort((a, b) => b.drawAt - a.drawAt),
});

export const toneOf = (phase: DrawPhase): string => ({ settled: 'good', failed: 'bad' })[phase as string] ?? 'blue';
