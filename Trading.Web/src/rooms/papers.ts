// The fold of the papers of closed stages, `sheets.{id}`, as far as they may be read (docs/spec/room.md, "Streams").
import { readJson } from '../exact';
import { CorruptStream, Fields } from '../fields';
import type { FeedEvent } from '../follow';
import { hashBytes } from '../seal/suite';
import { actOf, hasBid, must, signedOf, sized } from './fold';
import { maskedId } from './masked';
import {
  identityKinds,
  standingReviews,
  standingSheets,
  type Facts,
  type Papers,
  type Room,
  type Supervised,
} from './state';
import { commitmentOf, itemStages, ofSeat, paperRoot, readReview, readSheet } from './wire';

/** The state after more papers of a room that began with `facts`. */
export function foldPapers(facts: Facts, papers: Papers, events: readonly FeedEvent[]): Papers {
  if (events.length === 0) return papers;
  const next: Papers = {
    ...papers,
    ballots: [...papers.ballots],
    reviews: [...papers.reviews],
    sheets: [...papers.sheets],
    masked: [...papers.masked],
  };
  for (const event of events) {
    must(event.h === next.height + 1, `height ${event.h} does not follow ${next.height}`);
    const e = new Fields(readJson(event.e));
    const at = e.micros('at');
    must(at >= next.lastAt, 'times never fall');
    const step = steps[e.text('type')];
    if (step) step(facts, next, e, at);
    else next.unknown++;
    [next.lastAt, next.height] = [at, event.h];
  }
  return next;
}

/** The types this fold knows; any other is counted, and changes nothing. */
export const knownPapers = (): string[] => Object.keys(steps);

type Step = (facts: Facts, papers: Papers, e: Fields, at: number) => void;

const steps: Record<string, Step> = {
  BallotCast: (facts, papers, e, at) => {
    const [seat, named] = [seatOf(facts, e, 'seat'), seatOf(facts, e, 'for')];
    const act = actOf(e, { facts }, 'ballot', ofSeat(seat));
    must(act.seat === named, 'its act names another seat');
    papers.ballots.push({ at, seat, for: named, commitment: commitmentIn(e, 'act') });
  },
  BidReviewed: (facts, papers, e, at) => {
    const [seat, stage, bid] = [seatOf(facts, e, 'seat'), e.word('stage', itemStages), e.text('bid')];
    const paper = readReview(signedOf(e.part('paper')).statement);
    if (!paper || paper.room !== facts.start.room) throw new CorruptStream('the review cannot be read');
    must(paper.seat === seat && paper.stage === stage && paper.bid === bid, 'its paper says something else');
    must(hasBid(facts, bid), 'there is no such bid');
    const items = facts.start.items.filter(item => item.stage === stage).map(item => item.id);
    must(
      paper.marks.length === items.length && paper.marks.every((mark, i) => mark.item === items[i]),
      'it judges other items',
    );
    papers.reviews.push({ at, seat, stage, bid, marks: paper.marks, commitment: commitmentIn(e, 'paper') });
  },
  SheetSubmitted: (facts, papers, e, at) => {
    const seat = seatOf(facts, e, 'seat');
    const paper = readSheet(signedOf(e.part('paper')).statement);
    if (!paper || paper.room !== facts.start.room) throw new CorruptStream('the sheet cannot be read');
    must(paper.seat === seat, 'its paper is of another seat');
    must(
      paper.bids.every(bid => hasBid(facts, bid.bid)),
      'there is no such bid',
    );
    papers.sheets.push({ at, seat, bids: paper.bids, commitment: commitmentIn(e, 'paper') });
  },
  LabelsDrawn: (facts, papers, e) => {
    const salt = sized(e, 'salt', hashBytes);
    const labels = e.parts('labels').map(part => ({
      masked: part.text('masked'),
      bid: part.text('bid'),
      found: part.words('found', identityKinds),
    }));
    must(labels.length === facts.start.bids.length, 'a bid has no label, or two');
    must(
      labels.every(
        (one, i) => one.masked === maskedId(salt, one.bid) && (i === 0 || labels[i - 1]!.masked < one.masked),
      ),
      'the labels do not follow from the secret',
    );
    must(
      labels.every(one => hasBid(facts, one.bid)),
      'there is no such bid',
    );
    papers.labels = labels;
  },
  MaskedSubmitted: (facts, papers, e, at) => {
    const seat = seatOf(facts, e, 'seat');
    const paper = readSheet(signedOf(e.part('paper')).statement);
    if (!paper || paper.room !== facts.start.room) throw new CorruptStream('the sheet cannot be read');
    must(paper.seat === seat, 'its paper is of another seat');
    const bids = paper.bids.map(one => {
      const label = papers.labels.find(drawn => drawn.masked === one.bid);
      if (!label) throw new CorruptStream('there is no such label');
      return { bid: label.bid, scores: one.scores };
    });
    papers.masked.push({ at, seat, bids, commitment: commitmentIn(e, 'paper') });
  },
};

/**
 * Whether the papers of the last closing of a stage are those that its root was published of: what was closed is what
 * is read now. Null where not all of them are here, or others came since.
 */
export function rootHolds(room: Room, said: Supervised, papers: Papers, stage: string): boolean | null {
  const closing = room.closings.filter(one => one.stage === stage).at(-1);
  if (!closing || !room.facts) return null;
  const commitments = commitmentsOf(room, said, papers, stage, closing.at);
  return commitments.length === closing.papers ? paperRoot(commitments) === closing.root : null;
}

function commitmentsOf(room: Room, said: Supervised, papers: Papers, stage: string, at: number): string[] {
  const { bids, seats } = room.facts!.start;
  if (stage === 'Masking') return standingSheets(said, papers, 'masked').map(one => one.commitment);
  if (stage === 'Scoring') return standingSheets(said, papers).map(one => one.commitment);
  if (stage === 'Electing')
    return papers.ballots
      .filter(one => one.at <= at)
      .slice(-seats.length)
      .map(one => one.commitment);
  const kind = stage === 'Qualifying' ? 'Qualification' : 'Compliance';
  const reviews = standingReviews(said, papers).filter(one => one.stage === kind);
  return bids.flatMap(bid => {
    const own = reviews.filter(one => one.bid === bid.id).sort((a, b) => a.seat - b.seat);
    return own.length === seats.length ? own.map(one => one.commitment) : [];
  });
}

function seatOf(facts: Facts, e: Fields, key: string): number {
  const seat = e.whole(key);
  must(seat >= 1 && seat <= facts.start.seats.length, 'there is no such seat');
  return seat;
}

function commitmentIn(e: Fields, key: string): string {
  const { statement, signature } = signedOf(e.part(key));
  return commitmentOf(statement, signature);
}
