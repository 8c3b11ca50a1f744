// What waits for somebody: their sessions by their roles in them, and the bids that this browser holds. Codes of words
// under `mine`.
import type { SealedBid } from '../seal/store';
import { stateOf, type SessionLine, type SessionState } from '../sessions';

export interface Task {
  line: SessionLine;
  roles: readonly string[];
  /** `host.opened`: what is done next, by whom it is read. */
  step: string;
  /** Whether it needs this person's hand now. */
  isDue: boolean;
}

/** One's sessions: what needs a hand first, then the nearest deadlines, what is over last. */
export function tasksOf(lines: readonly SessionLine[]): Task[] {
  const tasks = lines.map(taskOf);
  const rank = (task: Task) => (task.isDue ? 0 : isOver(task) ? 2 : 1);
  const close = ({ line }: Task) => Math.min(...line.lots.map(lot => lot.closeAt));
  return tasks.sort((a, b) => rank(a) - rank(b) || (isOver(a) ? close(b) - close(a) : close(a) - close(b)));
}

function taskOf(line: SessionLine): Task {
  const roles = line.mine ?? [];
  const state = stateOf(line);
  const isHost = roles.includes('Host');
  const step = isHost ? hostStep(line, state) : roles.includes('Supervisor') && state === 'frozen' ? 'order' : state;
  return { line, roles, step: isHost ? `host.${step}` : `watch.${step}`, isDue: isHost && dueSteps.includes(step) };
}

// A failed session is concluded, too, and its record signed.
function hostStep(line: SessionLine, state: SessionState): string {
  if (line.phase === 'sealed') return 'sealed';
  if (line.phase === 'concluded') return 'concluded';
  return state;
}

const dueSteps = ['opened', 'failed', 'concluded'];
const isOver = ({ step }: Task): boolean => /\.(sealed|failed)$/.test(step) && !step.startsWith('host.failed');

export type BidStep =
  'send' | 'keepKit' | 'logged' | 'received' | 'withdrawn' | 'notInTime' | 'waiting' | 'opened' | 'failed';

export interface OwnBid {
  bid: SealedBid;
  /** Null where the platform does not know the session. */
  line: SessionLine | null;
  step: BidStep | 'unknown';
}

/** The newest entry of each submission that this browser holds, the nearest deadline first. */
export function ownBids(held: readonly SealedBid[], lines: readonly SessionLine[]): OwnBid[] {
  const newest = new Map<string, SealedBid>();
  for (const bid of held) {
    const known = newest.get(bid.submission);
    if (!known || known.revision < bid.revision) newest.set(bid.submission, bid);
  }
  const found = [...newest.values()].map(bid => {
    const line = lines.find(each => each.session === bid.session) ?? null;
    return { bid, line, step: stepOfBid(bid, line) };
  });
  const close = ({ bid, line }: OwnBid) => line?.lots.find(lot => lot.lot === bid.lot)?.closeAt ?? Infinity;
  return found.sort((a, b) => (close(a) < close(b) ? -1 : 1));
}

// What the browser holds says what was sent, and the lot's step what that means now; the page of the bid reads the
// whole stream and knows more.
function stepOfBid(bid: SealedBid, line: SessionLine | null): OwnBid['step'] {
  const phase = line?.lots.find(lot => lot.lot === bid.lot)?.phase;
  if (phase === undefined) return 'unknown';
  if (bid.isWithdrawn && bid.acknowledgement) return 'withdrawn';
  if (phase === 'opened' || phase === 'failed') return bid.acknowledgement ? phase : 'notInTime';
  if (phase === 'frozen' || phase === 'releasing') return bid.acknowledgement ? 'waiting' : 'notInTime';
  if (bid.acknowledgement) return bid.receipt ? 'received' : 'logged';
  return bid.isKitSaved ? 'send' : 'keepKit';
}
