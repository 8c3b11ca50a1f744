// The list of sessions, and which of them belong to today.
import { day } from './format';
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
  lots: { lot: string; title: string; phase: string; closeAt: number }[];
}

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

// A session whose lots all failed has nothing left to come, whether or not the host has closed it.
function isEnded(session: SessionLine): boolean {
  return session.phase !== 'running' || session.lots.every(lot => lot.phase === 'failed');
}
