// What is asked of a seat now, and what of the room's papers is its own. Nothing here knows another seat's progress.
import {
  currentBlock,
  currentDraft,
  isOut,
  openMotion,
  standingBids,
  type Phase,
  type Room,
  type Stage,
  type Supervised,
} from './state';
import type { ItemStage } from './wire';

/** What this browser handed in: streams tell it to nobody before a stage is closed. */
export interface OwnPapers {
  /** Seat that was named, by the vote. */
  ballots: Record<string, number>;
  /** Commitments of reviews, by `STAGE/BID`. */
  reviews: Record<string, string>;
  /** The sheet that was handed in last. */
  sheet: { commitment: string; bids: string[] } | null;
}

export const noOwnPapers: OwnPapers = { ballots: {}, reviews: {}, sheet: null };

export type TaskCode =
  | Stage
  | 'pledge'
  | 'ballot'
  | 'ballotAgain'
  | 'review'
  | 'vote'
  | 'lead'
  | 'score'
  | 'blocked'
  | 'sign'
  | 'stopped'
  | 'failed'
  | 'concluded';

export interface Task {
  code: TaskCode;
  /** How much is left of it. */
  n: number;
  /** Whether the member has something to do, or waits. */
  isOwn: boolean;
}

/** A vote for a leader: the second one of a stage is another one. */
export const voteOf = (room: Room, said: Supervised): string => `${room.stageAt}/${said.tied.join('.')}`;

export const reviewKey = (stage: ItemStage, bid: string): string => `${stage}/${bid}`;

/** Which items the stage judges; null where it judges none. */
export const itemStageOf = (stage: Stage): ItemStage | null =>
  stage === 'Qualifying' ? 'Qualification' : stage === 'Complying' ? 'Compliance' : null;

/** Bids that this seat has to review in the stage, in their order. */
export function bidsToReview(room: Room, said: Supervised): string[] {
  const stage = itemStageOf(room.stage);
  if (!stage || (stage === 'Qualification' && room.facts?.pack.qualifiedBy === 'Host')) return [];
  return room.facts!.start.bids.map(bid => bid.id).filter(bid => !isOut(said, bid));
}

export const bidsLeft = (room: Room, said: Supervised, own: OwnPapers): string[] => {
  const stage = itemStageOf(room.stage);
  return stage === null ? [] : bidsToReview(room, said).filter(bid => !own.reviews[reviewKey(stage, bid)]);
};

/** Whether the own sheet is in: of exactly the bids that are scored now. */
export function hasSheet(room: Room, said: Supervised, own: OwnPapers): boolean {
  const standing = new Set(standingBids(room, said));
  return (
    own.sheet !== null && own.sheet.bids.length === standing.size && own.sheet.bids.every(bid => standing.has(bid))
  );
}

const over: readonly Phase[] = ['stopped', 'failed', 'concluded'];

/** What the seat is asked to do now, or what it waits for. */
export function taskOf(room: Room, said: Supervised, own: OwnPapers, seat: number): Task {
  const wait = (code: TaskCode): Task => ({ code, n: 0, isOwn: false });
  const work = (code: TaskCode, n = 1): Task => ({ code, n, isOwn: true });
  if (over.includes(room.phase)) return wait(room.phase as TaskCode);
  const member = said.members.find(one => one.seat === seat);
  const motion = openMotion(said);
  const mustVote = motion !== null && !motion.votes.some(vote => vote.seat === seat);
  switch (room.stage) {
    case 'Pledging':
      return member && member.pledgedAt === null ? work('pledge') : wait('Pledging');
    case 'Electing':
      if (own.ballots[voteOf(room, said)]) return wait('Electing');
      return work(said.tied.length > 0 ? 'ballotAgain' : 'ballot');
    case 'Qualifying':
    case 'Complying': {
      const left = bidsLeft(room, said, own).length;
      return left > 0 ? work('review', left) : wait(bidsToReview(room, said).length > 0 ? 'Complying' : room.stage);
    }
    case 'Explaining':
      return mustVote ? work('vote') : said.leader === seat ? work('lead') : wait('Explaining');
    case 'Masking':
      return hasSheet(room, said, own) ? wait('Masking') : work('score');
    case 'Scoring':
      return hasSheet(room, said, own) ? wait('Scoring') : work('score');
    case 'Summing':
      if (mustVote) return work('vote');
      return currentBlock(room, said) ? { code: 'blocked', n: 0, isOwn: said.leader === seat } : wait('Summing');
    case 'Reporting': {
      const isSigned = said.opinions.some(one => one.seat === seat);
      return currentDraft(room, said) && !isSigned ? work('sign') : wait('Reporting');
    }
    default:
      return wait(room.stage);
  }
}

/** Row of the stages, as every page of a room shows it. */
export function stepsOf(
  room: Room,
  stages: readonly Stage[],
): { code: Stage; state: 'done' | 'now' | 'ahead' | 'failed' }[] {
  const at = stages.indexOf(room.stage);
  return stages.map((code, i) => ({
    code,
    state:
      room.phase === 'concluded' || i < at ? 'done' : i === at ? (room.phase === 'failed' ? 'failed' : 'now') : 'ahead',
  }));
}
