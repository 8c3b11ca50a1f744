import { Problem } from '../api';
import { Trouble } from '../person/explain';
import type { SealedBid } from '../seal/store';
import type { Part } from '../seal/upload';

// The way of one entry to the platform: an envelope that is uploaded and committed, a withdrawal, or a revocation; then
// the receipt. Where it stands is a value, what it asks next follows from the value, and each answer makes the next
// value. Nothing here reaches a network, a clock or a disk.
//
// An answer that was lost is no answer: what the platform knows of the entry is asked before anything is said again,
// and before anybody is told that it was too late (docs/spec/http.md, "An answer that was lost").

/** Tries of one question since it was last answered; `isPausing`: the next one waits for its pause. */
interface Line {
  readonly tries: number;
  readonly isPausing: boolean;
}
interface Lane extends Line {
  readonly part: Part;
  /** Bytes of the part that have gone out and are not yet answered for. */
  readonly sentBytes: number;
}

/**
 * Why the platform is asked about the entry: `first`, before anything is said · `lost`, an answer did not come ·
 * `late` and, after a second look, `surelyLate` · `signedOut`, for what became of it is known without a ticket ·
 * `gone`, this browser holds the file no more.
 */
type Why = 'first' | 'lost' | 'late' | 'surelyLate' | 'signedOut' | 'gone';

export type Stage =
  | { readonly at: 'find'; readonly why: Why; readonly cause: unknown; readonly line: Line }
  | { readonly at: 'declare'; readonly line: Line }
  | { readonly at: 'missing'; readonly upload: string; readonly line: Line }
  | { readonly at: 'parts'; readonly upload: string; readonly lanes: readonly Lane[]; readonly rest: readonly Part[] }
  | { readonly at: 'commit'; readonly upload: string }
  | { readonly at: 'time'; readonly why: 'statement' | 'signedOut'; readonly line: Line }
  | { readonly at: 'say' }
  /** Between two whole tries, `tries` of which stayed without an answer. */
  | { readonly at: 'again' }
  /** A short rest before `then`. */
  | { readonly at: 'rest'; readonly ms: number; readonly then: Stage }
  | { readonly at: 'receipt'; readonly line: Line }
  | { readonly at: 'arrived' }
  /** Only whoever signs in may send it on. */
  | { readonly at: 'signIn' }
  | { readonly at: 'ended'; readonly trouble: unknown }
  /** The same statement is never taken: it is forgotten. */
  | { readonly at: 'refused'; readonly trouble: unknown };

export interface Way {
  readonly entry: SealedBid;
  readonly stage: Stage;
  readonly tries: number;
  /** Everything was said and the answer did not come back. */
  readonly isLost: boolean;
  /** Bytes that the platform has; null before it said which parts it lacks. */
  readonly sentBytes: number | null;
}

/** What is to be done now. Of several at once each is done beside the others. */
export type WayAsk =
  | { readonly ask: 'find' | 'declare' | 'time' | 'say' | 'receipt' }
  | { readonly ask: 'forget' }
  | { readonly ask: 'missing' | 'commit'; readonly upload: string }
  | { readonly ask: 'put'; readonly upload: string; readonly part: Part }
  /** A pause that grows with the tries (`pauseMs`). */
  | { readonly ask: 'pause'; readonly tries: number; readonly part: Part | null }
  | { readonly ask: 'rest'; readonly ms: number };

/**
 * How a call failed: `passing`, it may be said again · `late`, the deadline is over · `signedOut` · `incomplete`, parts
 * are missing that were sent · `gone`, this browser holds the file no more · `final`, anything else.
 */
export type How = 'passing' | 'late' | 'signedOut' | 'incomplete' | 'gone' | 'final';

export type Heard =
  /** The platform's word about the entry, checked and kept. */
  | { readonly heard: 'entry'; readonly entry: SealedBid }
  | { readonly heard: 'none' }
  | { readonly heard: 'declared'; readonly upload: string }
  | { readonly heard: 'missing'; readonly parts: readonly Part[] }
  | { readonly heard: 'sending'; readonly part: Part; readonly sentBytes: number }
  | { readonly heard: 'put'; readonly part: Part }
  | { readonly heard: 'time'; readonly isOver: boolean }
  /** Entry with its receipt, checked and kept; null while there is none. */
  | { readonly heard: 'receipt'; readonly entry: SealedBid | null }
  /** The revocation stands in the session's stream. */
  | { readonly heard: 'revoked'; readonly entry: SealedBid }
  | { readonly heard: 'paused'; readonly part: Part | null }
  | { readonly heard: 'refused'; readonly how: How; readonly cause: unknown; readonly part: Part | null };

const atOnce = 3;
const committedAgainMs = 500;
// A COMMIT that arrived in time may be on its way to the platform's disk while the first question comes.
const secondLookMs = 2_000;
// A server may answer "pending" at once instead of holding the call.
const receiptMs = 1_000;
const fresh: Line = { tries: 0, isPausing: false };

/** The way from where the entry stands. */
export const begin = (entry: SealedBid): Way => ({
  entry,
  stage: beginning(entry),
  tries: 0,
  isLost: false,
  sentBytes: null,
});

/** Bytes of all parts: the sealed file without its header. A statement has none. */
export const bytesToSend = ({ entry }: Way): number => (entry.isWithdrawn ? 0 : entry.sizeBytes - entry.header.length);

function beginning(entry: SealedBid): Stage {
  if (entry.receipt || entry.revocation === 'recorded') return { at: 'arrived' };
  if (entry.acknowledgement) return { at: 'receipt', line: fresh };
  // A revocation has no acknowledgement to ask for; said again it is answered as it was.
  return entry.revocation === 'said' ? { at: 'say' } : find('first');
}

export function asksOf({ stage, tries }: Way): WayAsk[] {
  switch (stage.at) {
    case 'find':
    case 'declare':
    case 'time':
    case 'receipt':
      return [stage.line.isPausing ? pausing(stage.line) : { ask: stage.at }];
    case 'missing':
      return [stage.line.isPausing ? pausing(stage.line) : { ask: 'missing', upload: stage.upload }];
    case 'parts':
      return stage.lanes.map(lane =>
        lane.isPausing ? pausing(lane, lane.part) : { ask: 'put', upload: stage.upload, part: lane.part },
      );
    case 'commit':
      return [{ ask: 'commit', upload: stage.upload }];
    case 'say':
      return [{ ask: 'say' }];
    case 'again':
      return [{ ask: 'pause', tries, part: null }];
    case 'rest':
      return [{ ask: 'rest', ms: stage.ms }];
    case 'refused':
      return [{ ask: 'forget' }];
    case 'arrived':
    case 'signIn':
    case 'ended':
      return [];
  }
}

/** The way after an answer. `lateRule` is the rule of the session's pack for what comes after the deadline. */
export function follow(way: Way, heard: Heard, lateRule: string): Way {
  const to = (stage: Stage): Way => ({ ...way, stage });
  switch (heard.heard) {
    case 'entry':
    case 'revoked':
      return { ...begin(heard.entry), sentBytes: way.sentBytes };
    case 'receipt':
      return heard.entry
        ? { ...way, entry: heard.entry, stage: { at: 'arrived' } }
        : to({ at: 'rest', ms: receiptMs, then: { at: 'receipt', line: fresh } });
    case 'none':
      return unknown(way, lateRule);
    case 'declared':
      return to({ at: 'missing', upload: heard.upload, line: fresh });
    case 'missing':
      return sending(way, heard.parts);
    case 'sending':
      return onLane(way, heard.part, lane => ({ ...lane, sentBytes: Math.min(heard.sentBytes, heard.part.sizeBytes) }));
    case 'put':
      return put(way, heard.part);
    case 'time':
      return timed(way, heard.isOver, lateRule);
    case 'paused':
      return rested(way, heard.part);
    case 'refused':
      return refused(way, heard, lateRule);
  }
}

/** Says it anew: after a sign-in, or because the person asks for it. */
export const again = (way: Way): Way => begin(way.entry);

/**
 * The way after the deadline: parts that are still going out come too late, so no more is sent; what the platform has
 * of the entry is asked.
 */
export const late = (way: Way): Way =>
  ['declare', 'missing', 'parts'].includes(way.stage.at) ? { ...way, stage: find('late') } : way;

/** Bytes that have gone out, of parts on their way too; null before the platform said which it lacks. */
export const sentOf = ({ stage, sentBytes }: Way): number | null =>
  sentBytes === null || stage.at !== 'parts'
    ? sentBytes
    : sentBytes + stage.lanes.reduce((sum, lane) => sum + lane.sentBytes, 0);

/** Whether some question waits for its pause. */
export const isWaiting = (way: Way): boolean => {
  const { stage } = way;
  if ('line' in stage) return stage.line.isPausing;
  return stage.at === 'parts' && stage.lanes.some(lane => lane.isPausing);
};

const pausing = (line: Line, part: Part | null = null): WayAsk => ({ ask: 'pause', tries: line.tries, part });
const find = (why: Why, cause: unknown = null): Stage => ({ at: 'find', why, cause, line: fresh });
const saying = (entry: SealedBid): Stage =>
  entry.revocation === 'said'
    ? { at: 'say' }
    : entry.isWithdrawn
      ? { at: 'time', why: 'statement', line: fresh }
      : { at: 'declare', line: fresh };

// The platform has no such entry.
function unknown(way: Way, lateRule: string): Way {
  if (way.stage.at !== 'find') return way;
  const { why, cause } = way.stage;
  const to = (stage: Stage): Way => ({ ...way, stage });
  switch (why) {
    case 'first':
      return to(saying(way.entry));
    case 'lost':
      return to({ at: 'again' });
    case 'late':
      return to({ at: 'rest', ms: secondLookMs, then: find('surelyLate', cause) });
    case 'surelyLate':
      return over(way, cause, lateRule);
    case 'signedOut':
      return to({ at: 'time', why: 'signedOut', line: fresh });
    case 'gone':
      return to({ at: 'ended', trouble: cause });
  }
}

function sending(way: Way, missing: readonly Part[]): Way {
  if (way.stage.at !== 'missing') return way;
  const { upload } = way.stage;
  const sentBytes = bytesToSend(way) - missing.reduce((sum, part) => sum + part.sizeBytes, 0);
  return { ...way, sentBytes, stage: partsStage(upload, [], missing) };
}

function put(way: Way, part: Part): Way {
  if (way.stage.at !== 'parts') return way;
  const { upload, lanes, rest } = way.stage;
  const others = lanes.filter(lane => !isSame(lane.part, part));
  const sentBytes = (way.sentBytes ?? 0) + part.sizeBytes;
  return { ...way, sentBytes, stage: partsStage(upload, others, rest) };
}

// A few parts at once; when none is left, COMMIT.
function partsStage(upload: string, lanes: readonly Lane[], rest: readonly Part[]): Stage {
  const room = atOnce - lanes.length;
  const all = [...lanes, ...rest.slice(0, room).map(part => ({ part, sentBytes: 0, ...fresh }))];
  return all.length === 0 ? { at: 'commit', upload } : { at: 'parts', upload, lanes: all, rest: rest.slice(room) };
}

function timed(way: Way, isOver: boolean, lateRule: string): Way {
  if (way.stage.at !== 'time') return way;
  if (way.stage.why === 'signedOut') return isOver ? over(way, null, lateRule) : { ...way, stage: { at: 'signIn' } };
  // Said after the deadline a withdrawal would be a revocation: that is another declaration, and the bidder's to make.
  return { ...way, stage: isOver ? find('late') : { at: 'say' } };
}

function rested(way: Way, part: Part | null): Way {
  const { stage } = way;
  if (stage.at === 'rest') return { ...way, stage: stage.then };
  if (stage.at === 'again') return { ...way, tries: way.tries + 1, stage: saying(way.entry) };
  return onLine(way, part, line => ({ tries: line.tries + 1, isPausing: false }));
}

function refused(way: Way, { how, cause, part }: Heard & { heard: 'refused' }, lateRule: string): Way {
  const { stage, entry } = way;
  const to = (next: Stage): Way => ({ ...way, stage: next });
  switch (how) {
    case 'passing':
      if (stage.at === 'say' && entry.revocation === 'said') return { ...way, isLost: true, stage: { at: 'again' } };
      if (stage.at === 'commit' || stage.at === 'say') return { ...way, isLost: true, stage: find('lost') };
      return onLine(way, part, line => ({ ...line, isPausing: true }));
    case 'late':
      // The platform knows its stream: what it refuses as late was not recorded before.
      return entry.revocation === 'said' ? over(way, cause, lateRule) : { ...to(find('late', cause)), isLost: true };
    case 'signedOut':
      return to(stage.at === 'find' || stage.at === 'time' ? { at: 'signIn' } : find('signedOut'));
    case 'incomplete':
      return to({ at: 'rest', ms: committedAgainMs, then: { at: 'declare', line: fresh } });
    case 'gone':
      return to(find('gone', cause));
    case 'final':
      return to(
        entry.isWithdrawn && cause instanceof Problem
          ? { at: 'refused', trouble: worded(cause) }
          : { at: 'ended', trouble: cause },
      );
  }
}

// Too late, and the platform has no such entry: now it may be said.
function over(way: Way, cause: unknown, lateRule: string): Way {
  const { entry } = way;
  if (entry.revocation === 'said')
    return { ...way, isLost: false, stage: { at: 'refused', trouble: releaseBegan(ruleOf(cause)) } };
  if (entry.isWithdrawn)
    return {
      ...way,
      isLost: false,
      stage: { at: 'refused', trouble: new Trouble('notWithdrawn', {}, lateRule, 'bid-stands') },
    };
  const trouble = cause ?? new Trouble('notDelivered', {}, lateRule, 'keep-your-copy');
  return { ...way, isLost: false, stage: { at: 'ended', trouble } };
}

const ruleOf = (cause: unknown): string => (cause instanceof Problem ? cause.rule : revocationRule);
const revocationRule = 'bidding-reg:35';

/** The release has begun: the list of bids to open is final. */
export const releaseBegan = (rule = revocationRule): Trouble =>
  new Trouble('notRevoked', {}, rule, 'tell-the-committee');

const worded = (problem: Problem): unknown =>
  problem.nextStep === 'already-withdrawn'
    ? new Trouble('alreadyWithdrawn', {}, problem.rule, 'already-withdrawn')
    : problem;

function onLine(way: Way, part: Part | null, change: (line: Line) => Line): Way {
  const { stage } = way;
  if ('line' in stage) return { ...way, stage: { ...stage, line: change(stage.line) } };
  // A part that is sent once more begins anew.
  return part === null ? way : onLane(way, part, lane => ({ ...lane, ...change(lane), sentBytes: 0 }));
}

function onLane(way: Way, part: Part, change: (lane: Lane) => Lane): Way {
  const { stage } = way;
  if (stage.at !== 'parts') return way;
  const lanes = stage.lanes.map(lane => (isSame(lane.part, part) ? change(lane) : lane));
  return { ...way, stage: { ...stage, lanes } };
}

const isSame = (a: Part, b: Part): boolean => a.section === b.section && a.part === b.part;
