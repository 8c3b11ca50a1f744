// The pure folds of a room's streams (docs/spec/room.md, "Events"): events in, state out. An event that an honest
// platform could not have appended is a CorruptStream; signatures are left to `trading verify`. What the C# decider
// makes of whole rooms stands in tests/vectors/room/rooms.json.
import { readJson } from '../exact';
import { CorruptStream, Fields } from '../fields';
import type { FeedEvent } from '../follow';
import { equal, hex } from '../seal/bytes';
import { readX509 } from '../seal/certificate';
import { hashBytes, signatureBytes, tagged } from '../seal/suite';
import { sha256 } from '../sha256';
import { findPack } from './packs';
import {
  failures,
  stages,
  type Candidate,
  type Facts,
  type Room,
  type RoomLine,
  type Signed,
  type Stage,
} from './state';
import { corrections, readAct, readStart, type ActKind, type RoomAct } from './wire';

/** The state after more events of the public stream; the state before is left as it is. */
export function foldRoom(room: Room, events: readonly FeedEvent[]): Room {
  if (events.length === 0) return room;
  const next: Room = {
    ...room,
    closings: [...room.closings],
    committed: [...room.committed],
    labels: [...room.labels],
    masked: [...room.masked],
    results: [...room.results],
    reports: [...room.reports],
    again: [...room.again],
    stops: [...room.stops],
    log: [...room.log],
  };
  for (const event of events) {
    must(event.h === next.height + 1, `height ${event.h} does not follow ${next.height}`);
    foldOne(next, new Fields(readJson(event.e)), event.h);
    next.height = event.h;
  }
  return next;
}

/** The types this fold knows; any other is counted, shown by its name and changes nothing. */
export const knownTypes = (): string[] => Object.keys(steps);

function foldOne(room: Room, e: Fields, height: number): void {
  const [type, at] = [e.text('type'), e.micros('at')];
  must((room.phase === 'none') === (type === 'EvaluationStarted'), `${type} at height ${height}`);
  must(at >= room.lastAt, 'times never fall');
  const step = steps[type];
  if (!step) room.unknown++;
  else must(mayFollow(room, type), `${type} while the room is ${room.phase}`);
  const params = step?.(room, e, at) ?? {};
  room.lastAt = at;
  room.log.push({ height, at, code: type, params });
}

// Sealed, a room goes on or ends; ended, it is reviewed again where there was a result.
function mayFollow(room: Room, type: string): boolean {
  switch (room.phase) {
    case 'stopped':
      return type === 'EvaluationResumed' || type === 'EvaluationFailed';
    case 'concluded':
      return type === 'ReviewedAgain' || type === 'ReportSealed';
    case 'failed':
      return false;
    default:
      return type !== 'EvaluationResumed';
  }
}

type Step = (room: Room, e: Fields, at: number) => RoomLine['params'] | void;

/** From which stages each one begins; Reporting begins with a report, and Seating whenever a member went. */
const before: Record<Stage, readonly Stage[]> = {
  Seating: stages,
  Pledging: ['Seating'],
  Electing: ['Pledging'],
  Masking: ['Pledging', 'Electing'],
  Qualifying: ['Pledging', 'Electing', 'Masking'],
  Complying: ['Qualifying'],
  Explaining: ['Complying'],
  Scoring: ['Explaining'],
  Summing: ['Scoring'],
  Reporting: [],
};

const steps: Record<string, Step> = {
  EvaluationStarted: (room, e, at) => {
    room.facts = factsOf(e, at);
    room.phase = 'sitting';
    room.endsAt = Number(room.facts.start.endsAt);
    room.stageAt = at;
    must(at < room.endsAt, 'it began after its end');
    return { n: room.facts.start.seats.length };
  },
  SeatsCounted: (room, e) => {
    const [taken, seats] = [e.whole('taken'), e.whole('seats')];
    must(seats === seatsOf(room) && taken >= 0 && taken <= seats, 'more sit than there are seats');
    room.taken = taken;
    return { n: taken, m: seats };
  },
  StageBegan: (room, e, at) => {
    const stage = e.word('stage', stages);
    must(before[stage].includes(room.stage), `${stage} does not follow ${room.stage}`);
    must(stage !== 'Pledging' || room.taken === seatsOf(room), 'a seat is free');
    [room.stage, room.stageAt] = [stage, at];
    room.hasVoid ||= stage === 'Seating' && room.committed.length + room.masked.length > 0;
    return { stage };
  },
  StageClosed: (room, e, at) => {
    const stage = e.word('stage', stages);
    const [papers, root] = [e.whole('papers'), hex(sized(e, 'root', hashBytes))];
    must(stage === room.stage && blindStages.includes(stage) && papers >= 0, `${stage} was not open`);
    room.closings.push({ at, stage, papers, root });
    return { stage, n: papers };
  },
  SheetCommitted: (room, e, at) => {
    const commitment = hex(sized(e, 'commitment', hashBytes));
    must(room.stage === 'Scoring', 'nobody scores');
    must(!room.committed.some(one => one.commitment === commitment), 'the sheet was committed to');
    room.committed.push({ at, commitment });
    return { n: room.committed.length };
  },
  LabelsCommitted: (room, e, at) => {
    must(room.stage === 'Masking', 'nothing is masked');
    room.labels.push({ at, commitment: hex(sized(e, 'commitment', hashBytes)), salt: null });
  },
  MaskedCommitted: (room, e, at) => {
    const commitment = hex(sized(e, 'commitment', hashBytes));
    must(room.stage === 'Masking' && room.labels.length > 0, 'nothing is scored masked');
    must(!room.masked.some(one => one.commitment === commitment), 'the sheet was committed to');
    room.masked.push({ at, commitment });
    return { n: room.masked.length };
  },
  LabelsOpened: (room, e) => {
    const salt = sized(e, 'salt', hashBytes);
    const last = room.labels.pop();
    must(room.stage === 'Masking' && last?.salt === null, 'nothing is masked');
    must(hex(sha256(tagged('room labels', salt))) === last.commitment, 'another secret was committed to');
    room.labels.push({ ...last, salt: hex(salt) });
  },
  ResultCommitted: (room, e, at) => {
    must(room.stage === 'Summing', 'nothing is summed');
    room.results.push({ at, ...revised(room, e) });
  },
  ReportCommitted: (room, e, at) => {
    must(room.stage === 'Summing' || room.stage === 'Reporting', 'nothing is reported');
    must(room.results.at(-1)?.revision === room.revision, 'nothing was counted');
    room.reports.push({ at, ...revised(room, e) });
    [room.stage, room.stageAt] = ['Reporting', at];
  },
  EvaluationExtended: (room, e) => {
    const endsAt = e.micros('endsAt');
    must(endsAt > room.endsAt, 'it ends earlier');
    room.endsAt = endsAt;
    return { at: endsAt };
  },
  EvaluationStopped: (room, e, at) => {
    const act = actOf(e, room, 'stop', 'host', 'supervisor');
    room.stops.push({ at, by: act.by, text: act.text, until: null });
    room.phase = 'stopped';
    return { by: act.by, reason: act.text };
  },
  EvaluationResumed: (room, e, at) => {
    actOf(e, room, 'resume', 'supervisor');
    const stop = room.stops.pop()!;
    room.stops.push({ ...stop, until: at });
    room.endsAt += at - stop.at;
    room.phase = 'sitting';
  },
  ReviewedAgain: (room, e, at) => {
    const act = actOf(e, room, 'again', 'supervisor');
    const [revision, ground] = [e.whole('revision'), e.word('ground', corrections)];
    must(room.stage === 'Reporting' && revision === room.revision + 1, 'there is nothing to review');
    must(corrections[act.choice - 1] === ground, 'its act names another ground');
    room.again.push({ at, revision, ground, text: act.text });
    [room.phase, room.revision, room.conclusion, room.seal] = ['sitting', revision, null, null];
    [room.stage, room.stageAt] = ['Summing', at];
    return { n: revision, ground };
  },
  EvaluationFailed: (room, e, at) => {
    const [cause, rule] = [e.word('cause', failures), e.text('rule')];
    const isAbandoned = cause === 'NewCommittee';
    must(isAbandoned === (room.phase === 'stopped'), `${cause} does not follow`);
    must(isAbandoned === (e.optionalPart('act') !== null), 'its order is missing, or none of its');
    const text = isAbandoned ? actOf(e, room, 'abandon', 'supervisor').text : '';
    [room.failure, room.phase] = [{ at, cause, rule, text }, 'failed'];
    return { cause };
  },
  EvaluationConcluded: (room, e, at) => {
    const [agreed, dissenting] = [e.whole('agreed'), e.whole('dissenting')];
    must(room.stage === 'Reporting' && e.whole('revision') === room.revision, 'nothing was reported');
    must(agreed >= 0 && dissenting >= 0 && agreed + dissenting === seatsOf(room), 'not everybody has spoken');
    room.conclusion = { at, revision: room.revision, candidates: candidatesOf(e, room.facts!), agreed, dissenting };
    room.phase = 'concluded';
    return { n: agreed, m: dissenting };
  },
  ReportSealed: (room, e, at) => {
    const [hash, certificate] = [hex(sized(e, 'hash', hashBytes)), readX509(e.bytes('certificate'))];
    sized(e, 'digest', hashBytes);
    sized(e, 'signature', signatureBytes);
    must(room.conclusion !== null && room.seal === null, 'there is no result, or its report is signed');
    must(e.whole('revision') === room.revision, 'it is of another revision');
    if (!certificate) throw new CorruptStream('the certificate of the report cannot be read');
    must(equal(certificate.key, room.facts!.start.host), 'the report is signed by somebody else');
    const { subject, serial, until } = certificate;
    room.seal = { at, revision: room.revision, hash, subject, serial, until };
    return { who: subject };
  },
};

/** Stages whose papers are closed until all are in. */
export const blindStages: readonly Stage[] = ['Electing', 'Masking', 'Qualifying', 'Complying', 'Scoring'];

function factsOf(e: Fields, at: number): Facts {
  const [startBytes, terms] = [e.bytes('start'), e.bytes('terms')];
  const start = readStart(startBytes);
  if (!start || start.room !== e.text('room')) throw new CorruptStream('the start cannot be read');
  const pack = findPack(start.pack, start.packVersion);
  if (!pack) throw new CorruptStream(`the start names a pack that this page does not know: ${start.pack}`);
  must(hex(sha256(terms)) === hex(start.terms), 'the terms are not those of the start');
  must(start.seats.length % 2 === 1, 'the number of seats is even');
  must(new Set(start.bids.map(bid => bid.id)).size === start.bids.length, 'a bid stands twice');
  return { at, start, startBytes, terms, signature: sized(e, 'signature', signatureBytes), pack };
}

const revised = (room: Room, e: Fields): { revision: number; commitment: string } => {
  must(e.whole('revision') === room.revision, 'it is of another revision');
  return { revision: room.revision, commitment: hex(sized(e, 'commitment', hashBytes)) };
};

export const seatsOf = (room: Room): number => room.facts?.start.seats.length ?? 0;

export const candidatesOf = (e: Fields, facts: Facts): Candidate[] =>
  e.parts('candidates').map(part => {
    const [bid, rank] = [part.text('bid'), part.whole('rank')];
    must(hasBid(facts, bid) && rank >= 1 && rank <= 3, 'a candidate that is none');
    return { bid, rank };
  });

export const hasBid = (facts: Facts, bid: string): boolean => facts.start.bids.some(one => one.id === bid);

/** A statement with its signature. */
export const signedOf = (part: Fields): Signed => ({
  statement: part.bytes('statement'),
  signature: sized(part, 'signature', signatureBytes),
});

/** The act behind an event: of this kind, about this room, by one of these. */
export function actOf(e: Fields, room: Pick<Room, 'facts'>, kind: ActKind, ...by: string[]): RoomAct {
  const act = readAct(signedOf(e.part('act')).statement);
  if (act?.kind !== kind || act.room !== room.facts?.start.room) throw new CorruptStream('its act is another one');
  must(by.length === 0 || by.includes(act.by), 'its act is of somebody else');
  return act;
}

/** Bytes of one length. */
export function sized(e: Fields, key: string, length: number) {
  const bytes = e.bytes(key);
  must(bytes.length === length, `${key} has not ${length} bytes`);
  return bytes;
}

export function must(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new CorruptStream(problem);
}
