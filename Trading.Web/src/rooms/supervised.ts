// The fold of what is said and decided in a room, `supervised.{id}` (docs/spec/room.md, "Events"). It is read behind
// the start alone: what the public stream tells of the same moment may come earlier or later.
import { readJson } from '../exact';
import { CorruptStream, Fields } from '../fields';
import type { FeedEvent } from '../follow';
import { hex } from '../seal/bytes';
import { isHash } from '../seal/names';
import { hashBytes, signatureBytes } from '../seal/suite';
import { actOf, candidatesOf, hasBid, must, signedOf, sized } from './fold';
import { labelOf } from './masked';
import {
  identityKinds,
  isOut,
  openMotion,
  type Facts,
  type Member,
  type Motion,
  type Question,
  type RoomLine,
  type Supervised,
} from './state';
import {
  actId,
  corrections,
  grounds,
  motionKinds,
  ofBid,
  ofSeat,
  questionKinds,
  readCertificate,
  signerOf,
  yes,
  type RoomAct,
} from './wire';

/** The state after more events of the stream of a room that began with `facts`. */
export function foldSupervised(facts: Facts, said: Supervised, events: readonly FeedEvent[]): Supervised {
  if (events.length === 0) return said;
  const next: Supervised = { ...said, log: [...said.log] };
  for (const event of events) {
    must(event.h === next.height + 1, `height ${event.h} does not follow ${next.height}`);
    const e = new Fields(readJson(event.e));
    const [type, at] = [e.text('type'), e.micros('at')];
    must(at >= next.lastAt && at >= facts.at, 'times never fall');
    const step = steps[type];
    if (!step) next.unknown++;
    const params = step?.({ facts, said: next, e, at }) ?? {};
    next.log.push({ height: event.h, at, code: type, params });
    [next.lastAt, next.height] = [at, event.h];
  }
  return next;
}

/** The types this fold knows; any other is counted, and changes nothing. */
export const knownSupervised = (): string[] => Object.keys(steps);

interface At {
  facts: Facts;
  /** Written into; its lists are not. */
  said: Supervised;
  e: Fields;
  at: number;
}
type Step = (at: At) => RoomLine['params'] | void;

const steps: Record<string, Step> = {
  SeatTaken: ({ facts, said, e, at }) => {
    const certificate = readCertificate(e.bytes('certificate'));
    sized(e, 'signature', signatureBytes);
    if (!certificate || certificate.room !== facts.start.room) throw new CorruptStream('no certificate of this room');
    const { seat, role, until } = certificate;
    const key = hex(certificate.key);
    must(facts.start.seats[seat - 1]?.role === role, 'the certificate is for no seat');
    must(!said.members.some(one => one.seat === seat || one.key === key), 'somebody sits there, or sits twice');
    must(!said.gone.some(one => one.key === key), 'whoever has this key had to go');
    const member: Member = { seat, role, key, until: Number(until), at, pledgedAt: null };
    said.members = [...said.members, member].sort((a, b) => a.seat - b.seat);
    return { seat };
  },
  MemberPledged: ({ facts, said, e, at }) => {
    const member = memberOf(said, e);
    actBy(e, facts, 'pledge', member.seat);
    must(member.pledgedAt === null, 'a member pledges once');
    said.members = said.members.map(one => (one === member ? { ...one, pledgedAt: at } : one));
    return { seat: member.seat };
  },
  MemberUnseated: ({ facts, said, e, at }) => {
    const { seat, key } = memberOf(said, e);
    const isOwn = signerOf(readBy(e, facts)) !== 0;
    const act = isOwn ? actBy(e, facts, 'avoid', seat) : actOf(e, { facts }, 'unseat', 'host', 'supervisor');
    must(isOwn || act.seat === seat, 'its order names another seat');
    unseat(said, seat);
    said.gone = [...said.gone, { at, seat, key, rule: e.text('rule'), by: act.by, text: act.text }];
    return { seat, by: act.by, reason: act.text };
  },
  ElectionTied: ({ facts, said, e }) => {
    said.tied = seatsIn(e, 'tied', facts);
    must(said.tied.length > 1, 'nobody is tied');
    return { seats: said.tied.join('、') };
  },
  LeaderElected: ({ said, e }) => {
    const { seat } = memberOf(said, e);
    [said.leader, said.tied] = [seat, []];
    return { seat };
  },
  IdentityFound: ({ facts, said, e, at }) => {
    const label = e.whole('label');
    must(label >= 1 && label <= facts.start.bids.length, 'there is no such label');
    const kinds = e.words('kinds', identityKinds);
    must(kinds.length > 0, 'nothing was found');
    said.found = [...said.found, { at, label, kinds }];
    return { label: labelOf(label) };
  },
  LeaderNamed: ({ facts, said, e }) => {
    const { seat } = memberOf(said, e);
    must(facts.pack.leaderMayBeNamed && said.leader === 0, 'the members elect the leader, or there is one');
    must(actOf(e, { facts }, 'name', 'host').seat === seat, 'its act names another seat');
    said.leader = seat;
    return { seat };
  },
  BidQualified: ({ facts, said, e, at }) => {
    const [bid, item, reason] = [bidOf(e, facts), e.text('item'), e.text('reason')];
    const act = actOf(e, { facts }, 'qualify', 'host');
    must(act.subject === bid && act.item === item && act.text === reason, 'its act says something else');
    must(!said.qualified.some(one => one.bid === bid), 'a bidder is judged once');
    must(item === '' || facts.start.items.some(one => one.id === item), 'no published item');
    said.qualified = [...said.qualified, { at, bid, item, reason }];
    return { bid, item };
  },
  BidRejected: ({ facts, said, e, at }) => {
    const bid = bidOf(e, facts);
    must(!isOut(said, bid), 'the bid is out');
    const rejection = {
      at,
      bid,
      ground: e.word('ground', grounds),
      rule: e.text('rule'),
      item: e.text('item'),
      reason: e.text('reason'),
      isLate: e.flag('isLate'),
    };
    said.rejections = [...said.rejections, rejection];
    uncount(said);
    return { bid, ground: rejection.ground, reason: rejection.reason };
  },
  QuestionAsked: ({ facts, said, e, at }) => {
    const [id, bid, kind, answerBy] = [
      e.text('question'),
      bidOf(e, facts),
      e.word('kind', questionKinds),
      e.micros('answerBy'),
    ];
    const act = actBy(e, facts, 'ask', said.leader);
    must(isOf(e, id) && !said.questions.some(one => one.id === id), 'it is not named after its act, or asked twice');
    must(act.subject === bid && questionKinds[act.choice - 1] === kind, 'its act says something else');
    must(answerBy === at + Number(act.after) * 1_000_000, 'its time is another one');
    const question: Question = { id, bid, kind, at, answerBy, text: act.text, state: 'Open', answer: null };
    said.questions = [...said.questions, question];
    return { bid, kind };
  },
  QuestionAnswered: ({ facts, said, e, at }) => {
    const question = questionOf(said, e);
    const act = actOf(e, { facts }, 'answer', ofBid(question.bid));
    const isYes = e.flag('yes');
    must(act.subject === question.id && (act.choice === yes) === isYes, 'its act says something else');
    setQuestion(said, question, {
      state: isYes ? 'Answered' : 'Refused',
      answer: { at, yes: isYes, text: act.text },
    });
    return { bid: question.bid, kind: question.kind };
  },
  QuestionLapsed: ({ said, e }) => {
    const question = questionOf(said, e);
    setQuestion(said, question, { state: 'Lapsed' });
    return { bid: question.bid, kind: question.kind };
  },
  QuestionsClosed: ({ facts, said, e, at }) => {
    actBy(e, facts, 'close', said.leader);
    must(!said.questions.some(one => one.state === 'Open') && !openMotion(said), 'something is open');
    said.closedAt = at;
  },
  MotionRaised: ({ facts, said, e, at }) => {
    const id = e.text('motion');
    const act = actOf(e, { facts }, 'raise');
    const [raisedBy, kind] = [signerOf(act), motionKinds[act.choice - 1]!];
    must(isOf(e, id) && !openMotion(said), 'it is not named after its act, or another one is open');
    must(
      said.members.some(one => one.seat === raisedBy),
      'nobody sits there',
    );
    must(kind === 'Dispute' || raisedBy === said.leader, 'the leader raises it');
    must(act.subject === '' || hasBid(facts, act.subject), 'there is no such bid');
    const { subject: bid, item, seat, before, after, text } = act;
    said.motions = [
      ...said.motions,
      { id, kind, at, raisedBy, bid, item, seat, before, after, text, votes: [], settled: null, isVoid: false },
    ];
    return { kind, seat: raisedBy, ...(bid ? { bid } : {}) };
  },
  MotionVoted: ({ facts, said, e }) => {
    const motion = motionOf(said, e);
    const [{ seat }, isYes] = [memberOf(said, e), e.flag('yes')];
    const act = actBy(e, facts, 'vote', seat);
    must(act.subject === motion.id && (act.choice === yes) === isYes, 'its act says something else');
    must(!motion.votes.some(vote => vote.seat === seat), 'a member votes once');
    setMotion(said, motion, { votes: [...motion.votes, { seat, yes: isYes }].sort((a, b) => a.seat - b.seat) });
    return { seat, yes: isYes ? 1 : 0 };
  },
  MotionSettled: ({ facts, said, e, at }) => {
    const [motion, adopted] = [motionOf(said, e), e.flag('adopted')];
    const votes = motion.votes.filter(vote => vote.yes === adopted).length;
    must(votes * 2 > facts.start.seats.length, 'there is no majority');
    setMotion(said, motion, { settled: { at, adopted } });
    const explained = said.questions.find(
      one => one.bid === motion.bid && one.kind === 'LowPrice' && one.state === 'Answered',
    );
    if (motion.kind === 'Accept' && adopted && explained) setQuestion(said, explained, { state: 'Accepted' });
    return { kind: motion.kind, yes: adopted ? 1 : 0 };
  },
  ScoreAmended: ({ facts, said, e, at }) => {
    const change = {
      at,
      kind: e.word('kind', corrections),
      seat: e.whole('seat'),
      bid: bidOf(e, facts),
      criterion: e.text('criterion'),
      before: e.exact('before'),
      after: e.exact('after'),
      reason: e.text('reason'),
    };
    must(change.seat >= 1 && change.seat <= facts.start.seats.length, 'there is no such seat');
    said.changes = [...said.changes, change];
    uncount(said);
    return { seat: change.seat, bid: change.bid, ground: change.kind, criterion: change.criterion };
  },
  BrandDecided: ({ facts, said, e }) => {
    const [brand, bid] = [e.text('brand'), bidOf(e, facts)];
    said.brands = [...said.brands.filter(one => one.brand !== brand), { brand, bid }].sort((a, b) =>
      a.brand < b.brand ? -1 : 1,
    );
    uncount(said);
    return { brand, bid };
  },
  CompetitionFound: ({ said, e }) => {
    said.goesOn = true;
    return { n: e.whole('valid') };
  },
  TimeCalledShort: ({ facts, said, e }) => {
    const { seat } = memberOf(said, e);
    actBy(e, facts, 'short', seat);
    must(!said.short.includes(seat), 'a member says it once');
    const short = [...said.short, seat].sort((a, b) => a - b);
    // More than the pack's share extend the time at once: from then on it is said anew.
    said.short = short.length * facts.pack.extendOf > facts.start.seats.length ? [] : short;
    return { seat };
  },
  ScoresCounted: ({ facts, said, e, at }) => {
    said.count = {
      at,
      revision: e.whole('revision'),
      tenderHash: hex(sized(e, 'tenderHash', hashBytes)),
      resultHash: hex(sized(e, 'resultHash', hashBytes)),
      salt: hex(sized(e, 'salt', hashBytes)),
      candidates: candidatesOf(e, facts),
    };
    [said.blocked, said.draft, said.opinions] = [null, null, []];
    return { n: said.count.candidates.length };
  },
  CountBlocked: ({ said, e, at }) => {
    said.blocked = {
      at,
      revision: e.whole('revision'),
      code: e.text('code'),
      where: e.text('where'),
      rule: e.text('rule'),
      first: e.text('first'),
      second: e.text('second'),
    };
    said.count = null;
    return { where: said.blocked.where };
  },
  ReportDrafted: ({ facts, said, e, at }) => {
    const [hash, signBy] = [e.text('hash'), e.micros('signBy')];
    const act = actOf(e, { facts }, 'draft', 'host');
    must(isHash(hash) && act.subject === hash, 'its act says something else');
    must(said.count !== null && said.opinions.length === 0, 'nothing was counted, or members have signed');
    must(signBy > at, 'its time is over');
    said.draft = { at, hash, signBy, revision: said.count!.revision };
  },
  ReportJudged: ({ facts, said, e }) => {
    const [{ seat }, agrees] = [memberOf(said, e), e.flag('agrees')];
    const act = actBy(e, facts, agrees ? 'agree' : 'dissent', seat);
    must(act.subject === said.draft?.hash, 'its act is about another draft');
    judge(said, [{ seat, agrees, isSilent: false, text: act.text }]);
    return { seat, yes: agrees ? 1 : 0 };
  },
  SilenceDeemed: ({ facts, said, e }) => {
    const seats = seatsIn(e, 'seats', facts);
    must(said.draft !== null && seats.length > 0, 'nothing is signed');
    judge(
      said,
      seats.map(seat => ({ seat, agrees: true, isSilent: true, text: '' })),
    );
    return { seats: seats.join('、') };
  },
};

// What is left when a member goes (docs/spec/room.md, "A member goes").
function unseat(said: Supervised, seat: number): void {
  const isKept = (bid: string) =>
    said.qualified.some(one => one.bid === bid && one.item !== '') ||
    said.questions.some(one => one.bid === bid && one.kind === 'LowPrice' && one.state === 'Lapsed');
  said.rejections = said.rejections.filter(one => isKept(one.bid));
  said.questions = said.questions.map(one => (one.state === 'Accepted' ? { ...one, state: 'Answered' as const } : one));
  said.motions = said.motions.map(one => (one.settled ? one : { ...one, isVoid: true }));
  [said.goesOn, said.changes, said.brands, said.tied] = [false, [], [], []];
  said.short = said.short.filter(one => one !== seat);
  said.members = said.members.filter(one => one.seat !== seat);
  if (said.leader === seat) said.leader = 0;
  said.closedAt = null;
  uncount(said);
  [said.draft, said.opinions] = [null, []];
}

// What was counted before is no count of what stands now.
function uncount(said: Supervised): void {
  [said.count, said.blocked] = [null, null];
}

function judge(said: Supervised, opinions: Supervised['opinions']): void {
  must(!opinions.some(one => said.opinions.some(before => before.seat === one.seat)), 'a member speaks once');
  said.opinions = [...said.opinions, ...opinions].sort((a, b) => a.seat - b.seat);
}

function setQuestion(said: Supervised, question: Question, part: Partial<Question>): void {
  said.questions = said.questions.map(one => (one === question ? { ...one, ...part } : one));
}

function setMotion(said: Supervised, motion: Motion, part: Partial<Motion>): void {
  said.motions = said.motions.map(one => (one === motion ? { ...one, ...part } : one));
}

function memberOf(said: Supervised, e: Fields): Member {
  const seat = e.whole('seat');
  const member = said.members.find(one => one.seat === seat);
  if (!member) throw new CorruptStream('nobody sits there');
  return member;
}

// A question is settled once.
function questionOf(said: Supervised, e: Fields): Question {
  const id = e.text('question');
  const question = said.questions.find(one => one.id === id);
  if (question?.state !== 'Open') throw new CorruptStream('no such question is open');
  return question;
}

function motionOf(said: Supervised, e: Fields): Motion {
  const motion = openMotion(said);
  if (!motion || motion.id !== e.text('motion')) throw new CorruptStream('no such motion is voted on');
  return motion;
}

function bidOf(e: Fields, facts: Facts): string {
  const bid = e.text('bid');
  must(hasBid(facts, bid), 'there is no such bid');
  return bid;
}

function seatsIn(e: Fields, key: string, facts: Facts): number[] {
  const seats = e.optionalWholes(key) ?? [];
  must(
    seats.every((seat, i) => seat >= 1 && seat <= facts.start.seats.length && (i === 0 || seats[i - 1]! < seat)),
    'seats rise, and are some of the room',
  );
  return seats;
}

function actBy(e: Fields, facts: Facts, kind: Parameters<typeof actOf>[2], seat: number): RoomAct {
  must(seat > 0, 'nobody leads');
  return actOf(e, { facts }, kind, ofSeat(seat));
}

const readBy = (e: Fields, facts: Facts): RoomAct => {
  for (const kind of ['avoid', 'unseat'] as const)
    try {
      return actOf(e, { facts }, kind);
    } catch (cause) {
      if (!(cause instanceof CorruptStream)) throw cause;
    }
  throw new CorruptStream('its act is another one');
};

const isOf = (e: Fields, id: string): boolean => actId(signedOf(e.part('act')).statement) === id;
