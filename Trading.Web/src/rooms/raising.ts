// A motion while it is written: what may be raised by whom in which stage, and what is missing.
import { readScore } from '../criteria/sheetDraft';
import { isReason } from './reasons';
import { isOut, scoredSheets, type Papers, type Room, type Supervised } from './state';
import { corrections, motionKinds, type MotionKind, type RoomAct } from './wire';
import { isSeen } from './unseen';

/** Words of grounds as scoring spells them. */
export const groundWords = {
  OverCeiling: 'over-ceiling',
  BelowCost: 'below-cost',
  Unqualified: 'unqualified',
  Unresponsive: 'unresponsive',
  Collusion: 'collusion',
  Other: 'other',
} as const;

export interface MotionDraft {
  kind: MotionKind;
  bid: string;
  /** Word of a ground, a brand, or a criterion. */
  item: string;
  seat: number;
  before: string;
  after: string;
  text: string;
}

export const emptyMotion: MotionDraft = {
  kind: 'Dispute',
  bid: '',
  item: '',
  seat: 0,
  before: '',
  after: '',
  text: '',
};

export const isCorrection = (kind: MotionKind): boolean => (corrections as readonly string[]).includes(kind);

/** What this seat may raise now; a dispute anybody, all others the leader. */
export function kindsOf(room: Room, said: Supervised, isLeader: boolean): MotionKind[] {
  if (!isLeader) return ['Dispute'];
  if (room.stage === 'Summing') return ['Dispute', 'Reject', 'Brand', ...corrections];
  const isFew = room.facts?.pack.fewValid === 'CommitteeDecides' && !said.goesOn;
  return [
    'Dispute',
    ...(explained(said).length > 0 ? (['Accept'] as const) : []),
    'Reject',
    ...(isFew ? (['GoOn'] as const) : []),
    'Brand',
  ];
}

/** Bids whose explanation of a low price waits for a decision. */
export const explained = (said: Supervised): string[] =>
  said.questions
    .filter(one => one.kind === 'LowPrice' && one.state === 'Answered' && !isOut(said, one.bid))
    .map(one => one.bid);

/** Which bids such a motion can be about. */
export const bidsFor = (room: Room, said: Supervised, kind: MotionKind): string[] =>
  kind === 'Accept'
    ? explained(said)
    : (room.facts?.start.bids ?? []).map(bid => bid.id).filter(bid => !isOut(said, bid));

/** A score as it stands: as handed in, corrections counted in; null where there is none. */
export function scoreNow(
  said: Supervised,
  papers: Papers,
  seat: number,
  bid: string,
  criterion: string,
): bigint | null {
  const sheet = scoredSheets(said, papers).find(one => one.seat === seat);
  const score = sheet?.bids.find(one => one.bid === bid)?.scores.find(one => one.criterion === criterion);
  const change = said.changes.filter(
    one => one.seat === seat && one.bid === bid && one.criterion === criterion && one.kind !== 'Sum',
  );
  return change.at(-1)?.after ?? score?.hundredths ?? null;
}

export type MotionProblem = 'needBid' | 'needItem' | 'needScore' | 'sameScore' | 'needReason' | 'reasonUnseen';

export function problemOf(draft: MotionDraft): MotionProblem | null {
  const { kind } = draft;
  if (kind !== 'Dispute' && kind !== 'GoOn' && draft.bid === '') return 'needBid';
  if (isCorrection(kind)) {
    if (draft.seat === 0 || (kind !== 'Sum' && draft.item === '')) return 'needItem';
    const [before, after] = [readScore(draft.before), readScore(draft.after)];
    if (typeof before !== 'bigint' || typeof after !== 'bigint') return 'needScore';
    if (before === after) return 'sameScore';
  } else if ((kind === 'Reject' || kind === 'Brand') && draft.item.trim() === '') return 'needItem';
  const text = draft.text.trim();
  const fits = kind === 'Dispute' ? isSeen(text) && [...text].length <= 2_000 : isReason(text.replace(/\s+/gu, ' '));
  if (fits) return null;
  // What nobody sees in it is what is wrong with it, where nothing else is.
  return isSeen(text) && [...text].length <= 500 ? 'reasonUnseen' : 'needReason';
}

/** The fields of the act, once nothing is missing. */
export function actFieldsOf(draft: MotionDraft): Partial<RoomAct> {
  const text = draft.kind === 'Dispute' ? draft.text.trim() : draft.text.replace(/\s+/gu, ' ').trim();
  const fields = { choice: motionKinds.indexOf(draft.kind) + 1, text };
  if (draft.kind === 'GoOn') return fields;
  if (!isCorrection(draft.kind))
    return {
      ...fields,
      subject: draft.bid,
      item: draft.kind === 'Reject' || draft.kind === 'Brand' ? draft.item.trim() : '',
    };
  return {
    ...fields,
    subject: draft.bid,
    item: draft.kind === 'Sum' ? '' : draft.item,
    seat: draft.seat,
    before: readScore(draft.before) as bigint,
    after: readScore(draft.after) as bigint,
  };
}
