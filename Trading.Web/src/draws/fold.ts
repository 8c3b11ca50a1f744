// The pure fold of a draw's public stream (docs/spec/draw.md, "Streams"): events in, state out. An event that an honest
// platform could not have appended is a CorruptStream; signatures and proofs are replayed by proof/.
// tests/vectors/draw/events.json holds whole draws and what the C# decider makes of them.
import { readJson } from '../exact';
import { bytesIn, CorruptStream, Fields } from '../fields';
import type { FeedEvent } from '../follow';
import { equal, fits, fromHex, hex, type Bytes } from '../seal/bytes';
import { readLockParts } from '../seal/lockParts';
import { peekPolicy, type Policy } from '../seal/policy';
import { isCreditCode } from '../seal/subject';
import { hashBytes, signatureBytes } from '../seal/suite';
import { hash } from '../statements';
import { constraints, mostPositions, readHead, type Head } from './commitment';
import { checkGates, findRules } from './gates';
import { passesGates, readImport } from './externalImport';
import { readRequest, seatsOf, type DrawRequest } from './request';
import { askedOf, failures, lastArrivalAt, lockNames, type Draw, type External, type Facts } from './state';

/** The state after more events; the state before is left as it is. */
export function foldDraw(draw: Draw, events: readonly FeedEvent[]): Draw {
  if (events.length === 0) return draw;
  const next: Draw = { ...draw, locks: [...draw.locks], orders: [...draw.orders], log: [...draw.log] };
  for (const event of events) {
    if (event.h !== next.height + 1) throw new CorruptStream(`height ${event.h} does not follow ${next.height}`);
    fold(next, new Fields(readJson(event.e)), event.h);
    next.height = event.h;
  }
  return next;
}

/** The types this fold knows; any other is counted, shown by its name and changes nothing. */
export const knownTypes = (): string[] => Object.keys(steps);

function fold(draw: Draw, e: Fields, height: number): void {
  const [type, at] = [e.text('type'), e.micros('at')];
  const isFirst = type === 'DrawRequested' || type === 'ExternalDrawImported';
  must((draw.phase === 'none') === isFirst, `${type} at height ${height}`);
  must(at >= draw.lastAt, 'times never fall');
  const isAfter = type === 'PaperKept' || (draw.phase === 'failed' && type === 'DrawDisclosed');
  must((draw.phase !== 'settled' && draw.phase !== 'failed') || isAfter, `${type} after the end`);
  const params = steps[type]?.(draw, e, at) ?? {};
  draw.lastAt = at;
  draw.log.push({ height, at, code: type, params });
}

type Step = (draw: Draw, e: Fields, at: number) => Record<string, string | number> | void;

const steps: Record<string, Step> = {
  DrawRequested: (draw, e, at) => {
    draw.facts = factsOf(e, at);
    draw.phase = 'locking';
  },
  ExternalDrawImported: (draw, e, at) => {
    draw.external = importOf(e, at);
    draw.phase = 'imported';
    return { system: draw.external.import.system };
  },
  DrawLockCertified: (draw, e, at) => {
    const facts = inPhase(draw, 'locking');
    const name = e.word('lot', lockNames);
    const certificate = e.bytes('certificate');
    const parts = readLockParts(certificate);
    must(parts !== null, 'the bytes are no lock certificate');
    must(
      hex(parts!.policyHash) === facts.policyHashes[lockNames.indexOf(name)],
      'the lock was made under another policy',
    );
    const id = hash('lock', parts!.transcript);
    must(!draw.locks.some(lock => lock.name === name || lock.id === id), 'the lock stands already');
    draw.locks.push({ name, id, at, certificate });
    if (draw.locks.length === lockNames.length) draw.phase = 'locked';
    return { lock: name, n: draw.locks.length };
  },
  PoolReduced: (draw, e, at) => {
    const facts = inPhase(draw, 'locked');
    must(draw.reduction === null, 'a reduction is made once');
    const made = commitmentOf(draw, facts, e, at);
    const { head } = made;
    must(head.isReduction && head.rows > mostPositions && head.eligible === head.rows, 'the head is of no reduction');
    draw.reduction = { ...made, drawn: null };
    return { n: head.rows };
  },
  ReductionDrawn: (draw, e, at) => {
    const facts = inPhase(draw, 'locked');
    must(draw.reduction?.drawn === null, 'no reduction waits for its value');
    must(at >= facts.drawAt, 'before the time of the draw');
    const answers = answersOf(e, facts);
    draw.reduction = { ...draw.reduction!, drawn: { at, answers, value: sized(e, 'value', hashBytes) } };
  },
  PoolCommitted: (draw, e, at) => {
    const facts = inPhase(draw, 'locked');
    const { reduction } = draw;
    const made = commitmentOf(draw, facts, e, at);
    const { head } = made;
    must(!head.isReduction && head.rows <= mostPositions, 'the head is of no positions');
    must(reduction === null || reduction.drawn !== null, 'the reduction has no value yet');
    must(
      reduction ? equal(head.reductionRoot, reduction.root) : isZero(head.reductionRoot),
      'the head is of another reduction',
    );
    must(head.eligible === (reduction?.head.eligible ?? head.rows), 'the head counts otherwise');
    [draw.commitment, draw.phase] = [made, 'committed'];
    return { n: head.eligible, m: head.rows };
  },
  AnotherDrawOrdered: (draw, e, at) => {
    inPhase(draw, 'drawn');
    const order = { at, k: e.whole('k'), reason: e.text('reason'), signature: sized(e, 'signature', signatureBytes) };
    must(
      order.k === draw.orders.length + 1 && fits(order.reason, 1, 500),
      'the order is of another draw, or no reason',
    );
    must(draw.arrived === 0, 'somebody has arrived');
    draw.orders.push(order);
    [draw.phase, draw.result, draw.notices, draw.bidders] = ['committed', null, null, null];
    return { n: order.k + 1, reason: order.reason };
  },
  CommitteeDrawn: (draw, e, at) => {
    const facts = inPhase(draw, 'committed');
    const [k, seats] = [e.whole('k'), e.whole('seats')];
    must(at >= facts.drawAt, 'before the time of the draw');
    must(k === draw.orders.length && seats >= 0 && seats <= facts.seats, 'it is of another draw, or seats too many');
    draw.result = { at, k, seats, hash: hex(sized(e, 'resultHash', hashBytes)) };
    draw.results = [...draw.results, draw.result];
    draw.phase = 'drawn';
    return { n: seats };
  },
  BiddersNamed: (draw, e) => {
    const { request } = inPhase(draw, 'drawn');
    const units = e.texts('units');
    must(request.session !== '' && draw.bidders === null, 'bidders are named once, of an opening');
    must(
      units.every((unit, i) => isCreditCode(unit) && (i === 0 || units[i - 1]! < unit)),
      'the codes are no credit codes, or do not rise',
    );
    draw.bidders = units.length;
    draw.named = [...draw.named, units];
    return { n: units.length };
  },
  NoticesCounted: (draw, e, at) => {
    const facts = inPhase(draw, 'drawn');
    const count = (key: 'confirmed' | 'declined' | 'silent' | 'conflicts') => {
      const n = e.whole(key);
      must(n >= (key === 'confirmed' ? 0 : (draw.notices?.[key] ?? 0)), `${key} fell`);
      return n;
    };
    const notices = {
      at,
      confirmed: count('confirmed'),
      declined: count('declined'),
      silent: count('silent'),
      conflicts: count('conflicts'),
    };
    must(notices.confirmed <= facts.seats, 'more confirmed than sit');
    draw.notices = notices;
    const { confirmed, declined, silent, conflicts } = notices;
    return { n: confirmed, m: facts.seats, declined, silent, conflicts };
  },
  ArrivalsCounted: (draw, e, at) => {
    const asked = draw.external ?? inPhase(draw, 'drawn');
    const [arrived, seats] = [e.whole('arrived'), e.whole('seats')];
    must(seats === asked.seats && arrived >= 0 && arrived <= seats, 'more arrived than sit');
    [draw.arrived, draw.arrivedAt] = [arrived, at];
    return { n: arrived, m: seats };
  },
  BuyersCounted: (draw, e, at) => {
    const { request } = draw.external ?? (draw.phase === 'committed' ? draw.facts! : inPhase(draw, 'drawn'));
    const [arrived, seats] = [e.whole('arrived'), e.whole('seats')];
    must(seats > 0 && seats === request.buyerSeats.length, 'the buyer fills other seats');
    must(arrived >= 0 && arrived <= seats, 'more were sent than the buyer has seats');
    [draw.buyers, draw.buyersAt] = [arrived, at];
    return { n: arrived, m: seats };
  },
  DrawFailed: (draw, e, at) => {
    const asked = askedOf(draw)!;
    const failure = {
      at,
      cause: e.word('cause', failures),
      group: e.whole('group'),
      needed: e.whole('needed'),
      left: e.whole('left'),
      binding: e.word('binding', constraints),
      signature: e.bytes('signature'),
    };
    const { cause, group, needed, left, signature } = failure;
    const ofGroup = !draw.external && (cause === 'PoolShort' || cause === 'SeatOpen');
    const isDrawn = draw.phase === 'drawn' || draw.phase === 'imported';
    must(
      {
        NoLock: draw.phase === 'locking',
        PoolShort: draw.phase === 'locked',
        NotDrawn: !isDrawn && at >= asked.roomAt,
        SeatOpen: isDrawn,
        NotArrived: isDrawn && at >= lastArrivalAt(asked),
        NothingOpened: asked.request.session !== '',
      }[cause],
      `${cause} does not follow`,
    );
    must(
      ofGroup
        ? group >= 0 && group < asked.request.groups.length && left >= 0 && needed > left
        : group === -1 && needed === 0 && left === 0,
      'the group is none of the request',
    );
    must(signature.length === (cause === 'PoolShort' ? signatureBytes : 0), 'a shortage is signed, nothing else');
    [draw.failure, draw.phase] = [failure, 'failed'];
    return { cause };
  },
  DrawDisclosed: (draw, _, at) => {
    must(draw.disclosedAt === null && (draw.result ?? draw.external) !== null, 'nothing is closed');
    must(draw.phase === 'failed' || draw.arrived === askedOf(draw)!.seats, 'not everybody has arrived');
    must(draw.phase === 'failed' || mayStand(draw, at), 'the opening has not named its bidders');
    draw.disclosedAt = at;
    if (draw.phase !== 'failed') draw.phase = 'settled';
  },
  PaperKept: (draw, e, at) => {
    must(draw.external !== null && draw.disclosedAt !== null && draw.paperAt === null, 'no paper is awaited');
    const bytes = e.whole('bytes');
    must(bytes === draw.external!.import.paperBytes, 'the paper has another size');
    draw.paperAt = at;
    return { n: bytes };
  },
};

// A committee for an opening waits for the names of the bidders as long as it would wait for its last member.
const mayStand = ({ facts, bidders }: Draw, at: number): boolean =>
  !facts || facts.request.session === '' || bidders !== null || at >= lastArrivalAt(facts);

function factsOf(e: Fields, at: number): Facts {
  const [requestBytes, policies] = [e.bytes('request'), e.texts('policies').map(bytesIn)];
  const request = readRequest(requestBytes);
  if (!request || request.draw !== e.text('draw')) throw new CorruptStream('the request cannot be read');
  const rules = findRules(request.rules, request.rulesVersion);
  must(rules !== null && checkGates(request, rules).length === 0, 'a gate says no to the request');
  const requestHash = hash('draw request', requestBytes);
  const read = policies.map(bytes => policyOf(bytes));
  must(read.length === lockNames.length, 'there are not three policies');
  read.forEach((policy, i) => must(isFor(policy, request, requestHash, i), `policy ${i} is of another lock`));
  must(
    read.every(policy => peopleOf(policy) === peopleOf(read[0]!)),
    'the policies name different people',
  );
  const [drawAt, roomAt] = [micros(request.drawAt), micros(request.roomAt)];
  must(at < drawAt, 'published after the time of the draw');
  const { threshold, trustees, custody, drill } = read[0]!;
  return {
    draw: request.draw,
    at,
    request,
    requestBytes,
    requestHash,
    policies,
    policyHashes: policies.map(bytes => hash('policy', bytes)),
    salt: sized(e, 'salt', saltBoxBytes),
    gateSalt: sized(e, 'gateSalt', request.buyerSeats.length > 0 ? saltBoxBytes : 0),
    signature: sized(e, 'signature', signatureBytes),
    threshold,
    trustees: trustees.map(trustee => trustee.name),
    custody,
    drill,
    seats: seatsOf(request.groups),
    drawAt,
    roomAt,
  };
}

function importOf(e: Fields, at: number): External {
  const bytes = e.bytes('import');
  const read = readImport(bytes);
  if (!read || read.request.draw !== e.text('draw')) throw new CorruptStream('the import cannot be read');
  must(passesGates(read), 'a gate says no to the import');
  const { request, drill } = read;
  const [drawAt, roomAt] = [micros(request.drawAt), micros(request.roomAt)];
  must(at >= drawAt && at < roomAt, 'imported before the other draw, or after the room opened');
  return {
    draw: request.draw,
    at,
    request,
    import: read,
    importHash: fromHex(hash('draw external', bytes)),
    gateSalt: sized(e, 'gateSalt', saltBoxBytes),
    hostSignature: sized(e, 'hostSignature', signatureBytes),
    supervisorSignature: sized(e, 'supervisorSignature', signatureBytes),
    drill,
    seats: seatsOf(request.groups),
    drawAt,
    roomAt,
  };
}

function policyOf(bytes: Bytes): Policy {
  const policy = peekPolicy(bytes);
  if (typeof policy === 'string') throw new CorruptStream(`a policy breaks its rules: ${policy}`);
  return policy;
}

const saltBoxBytes = 113;
/** The number of a purpose in a policy (docs/spec/policy.md): draw, names and contact are the last three. */
const firstPurpose = 3;

const isFor = (policy: Policy, request: DrawRequest, requestHash: string, i: number): boolean =>
  policy.session === request.draw &&
  policy.lot === lockNames[i] &&
  policy.purpose === firstPurpose + i &&
  policy.suite === request.suite &&
  policy.closeAt === request.drawAt &&
  policy.openAt === request.drawAt &&
  policy.drawAt === (i === 0 ? request.drawAt : 0n) &&
  policy.secondSecret === 0 &&
  policy.roles.every(key => key !== null) &&
  hex(policy.termsHash) === requestHash;

const peopleOf = (policy: Policy): string =>
  JSON.stringify([
    policy.threshold,
    policy.drill,
    policy.custody,
    [...policy.trustees.flatMap(t => [t.signingKey, t.staticKey]), policy.platformKey, ...policy.roles].map(key =>
      hex(key!),
    ),
  ]);

function commitmentOf(draw: Draw, facts: Facts, e: Fields, at: number) {
  const headBytes = e.bytes('head');
  const head = readHead(headBytes) as Head;
  must(head !== null, 'the head cannot be read');
  must(hex(head.requestHash) === facts.requestHash, 'the head is of another request');
  must(
    lockNames.every((name, i) => draw.locks.find(lock => lock.name === name)!.id === hex(head.locks[i]!)),
    'the head is of other locks',
  );
  must(at < facts.roomAt, 'after the room opened');
  const [root, signature] = [sized(e, 'root', hashBytes), sized(e, 'signature', signatureBytes)];
  return { at, head, headBytes, root, signature };
}

/** Answers of an event: t of them. */
export function answersOf(e: Fields, facts: Pick<Facts, 'threshold'>): Bytes[] {
  const answers = e.texts('answers').map(bytesIn);
  must(answers.length === facts.threshold, 'there are not t answers');
  return answers;
}

/** Bytes of one length. */
export function sized(e: Fields, key: string, length: number): Bytes {
  const bytes = e.bytes(key);
  must(bytes.length === length, `${key} has not ${length} bytes`);
  return bytes;
}

export function must(holds: boolean, problem: string): void {
  if (!holds) throw new CorruptStream(problem);
}

function inPhase(draw: Draw, phase: Draw['phase']): Facts {
  must(draw.phase === phase, `the draw is ${draw.phase}, not ${phase}`);
  return draw.facts!;
}

function micros(at: bigint): number {
  const value = Number(at);
  must(Number.isSafeInteger(value), 'a time beyond 2^53 microseconds');
  return value;
}

const isZero = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 0);
