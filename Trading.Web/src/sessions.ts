// The list of sessions, and which of them belong to today.
import { day } from './format';
import type { LotPhase } from './state';
import type { TenderMark } from './tender/mark';

export interface SessionLine {
  session: string;
  title: string;
  tenderCode: string;
  phase: 'running' | 'concluded' | 'sealed';
  drill: boolean;
  preparedAt: number;
  publisher: { name: string } | null;
  tender: TenderMark;
  lots: { lot: string; title: string; phase: LotPhase; closeAt: number }[];
  /** The caller's own roles in it, where the own sessions were asked for. */
  mine?: string[];
}

/** What a session is said to be; `hall` and `tender` have the words (`phase.…`). */
export type SessionState = 'running' | 'failed' | 'concluded' | 'sealed' | LotPhase;

/**
 * One state of a session for every list. A session of which every lot failed is that, whatever else was said of it; one
 * whose other lots stand at the same step is at that step; else it is under way.
 */
export function stateOf(session: Pick<SessionLine, 'phase' | 'lots'>): SessionState {
  const steps = new Set(session.lots.map(lot => lot.phase).filter(phase => phase !== 'failed'));
  if (steps.size === 0) return 'failed';
  if (session.phase !== 'running') return session.phase;
  return steps.size === 1 ? [...steps][0]! : 'running';
}

/** Whether nothing of it is left to come. Its host may still conclude a failed session; nobody waits for that. */
export const isEnded = (session: Pick<SessionLine, 'phase' | 'lots'>): boolean =>
  ['failed', 'concluded', 'sealed'].includes(stateOf(session));

export interface Groups {
  soon: SessionLine[];
  today: SessionLine[];
  later: SessionLine[];
  earlier: SessionLine[];
}

/**
 * By Beijing's day: under way or closing today · ended today · later · earlier. Sooner deadlines first, ended ones
 * newest first.
 */
export function groupsOf(sessions: readonly SessionLine[], nowMs: number): Groups {
  const groups: Groups = { soon: [], today: [], later: [], earlier: [] };
  const today = day(nowMs);
  for (const session of [...sessions].sort((a, b) => firstClose(a) - firstClose(b))) {
    const closes = day(firstClose(session) / 1000);
    if (isEnded(session)) (closes === today ? groups.today : groups.earlier).push(session);
    else (closes > today ? groups.later : groups.soon).push(session);
  }
  groups.today.reverse();
  groups.earlier.reverse();
  return groups;
}

/** The next deadline of a session, or the last one when all have passed. */
export function nextClose(session: SessionLine, nowMs: number): number {
  const ahead = session.lots.map(lot => lot.closeAt).filter(at => at > nowMs * 1000);
  return ahead.length > 0 ? Math.min(...ahead) : Math.max(...session.lots.map(lot => lot.closeAt));
}

function firstClose(session: SessionLine): number {
  return Math.min(...session.lots.map(lot => lot.closeAt));
}
