// Where a draw stands on its way, what runs now, what it waits for and until when. Counts alone; no position.
import { doorClosesAt, paperStateOf } from './paperState';
import { comparisonOf, lastArrivalAt, type Draw } from './state';

export const stageCodes = ['locks', 'pool', 'hour', 'answers', 'notices', 'arrivals', 'disclosed'] as const;
const externalCodes = ['imported', 'arrivals', 'disclosed', 'paper'] as const;
export type StageCode = (typeof stageCodes)[number] | (typeof externalCodes)[number];

export interface Stage {
  code: StageCode;
  state: 'done' | 'now' | 'ahead' | 'failed';
}

/** The stages at an instant of the server's clock, UTC microseconds; null while that is not known. */
export function stagesOf(draw: Draw, now: number | null): Stage[] {
  if (draw.external) return externalStages(draw);
  const at =
    draw.phase === 'settled' ? stageCodes.length : (stageCodes as readonly StageCode[]).indexOf(stageOf(draw, now));
  const current = draw.phase === 'failed' ? 'failed' : 'now';
  return stageCodes.map((code, i) => ({ code, state: i < at ? 'done' : i === at ? current : 'ahead' }));
}

// The paper comes last, of a draw that failed as well.
function externalStages({ phase, paperAt }: Draw): Stage[] {
  const paper = paperAt !== null ? 'done' : phase === 'imported' ? 'ahead' : 'now';
  const states: Stage['state'][] =
    phase === 'failed'
      ? ['done', 'failed', 'ahead', paper]
      : phase === 'settled'
        ? ['done', 'done', 'done', paper]
        : ['done', 'now', 'ahead', paper];
  return externalCodes.map((code, i) => ({ code, state: states[i]! }));
}

/** The stage that runs, or in which the draw failed. */
export function stageOf(draw: Draw, now: number | null): StageCode {
  const facts = draw.facts;
  if (!facts || draw.locks.length < 3) return 'locks';
  if (!draw.commitment) return 'pool';
  if (!draw.result) return (draw.failure?.at ?? now ?? 0) < facts.drawAt ? 'hour' : 'answers';
  if (draw.phase === 'settled') return 'disclosed';
  const isTold = (draw.notices?.confirmed ?? 0) >= facts.seats;
  const isOpen = (draw.failure?.at ?? now ?? 0) >= facts.roomAt;
  return isTold || isOpen || draw.arrived > 0 ? 'arrivals' : 'notices';
}

export interface Waiting {
  code:
    | 'locks'
    | 'pool'
    | 'reduction'
    | 'hour'
    | 'answers'
    | 'notices'
    | 'room'
    | 'arrivals'
    | 'bidders'
    | 'compared'
    | 'buyers'
    | 'paper';
  n: number;
  m: number;
  /** Until when at the latest, UTC microseconds; `Infinity` for what no time ends. */
  until: number;
  /** What comes then: the draw is made, the room opens, it is over or stands all the same, the door closes, nothing. */
  then: 'draw' | 'open' | 'over' | 'stands' | 'door' | null;
  /** Since when it is overdue, or 0. */
  since: number;
}

// The paper comes when nobody is expected any more; no time ends that.
function paperWaiting(draw: Draw, now: number | null): Waiting {
  const { request, roomAt } = draw.external!;
  const waits = paperStateOf(draw, now === null ? null : now / 1_000) === 'buyers';
  const [n, m] = [draw.buyers, request.buyerSeats.length];
  return waits
    ? { code: 'buyers', n, m, until: doorClosesAt(roomAt / 1_000) * 1_000, then: 'door', since: 0 }
    : { code: 'paper', n, m, until: Infinity, then: null, since: 0 };
}

/** What the draw waits for; null before it is read and when it is over. */
export function waitingOf(draw: Draw, now: number | null): Waiting | null {
  if (draw.external && draw.phase === 'imported') {
    const { roomAt, seats } = draw.external;
    const [isOpen, n, m] = [now !== null && now >= roomAt, draw.arrived, seats];
    const until = isOpen ? lastArrivalAt(draw.external) : roomAt;
    return { code: 'arrivals', n, m, until, then: isOpen ? 'over' : 'open', since: 0 };
  }
  if (draw.external && draw.paperAt === null) return paperWaiting(draw, now);
  const facts = draw.facts;
  if (!facts || draw.phase === 'settled' || draw.phase === 'failed') return null;
  const { drawAt, roomAt, seats, threshold, trustees } = facts;
  const since = now !== null && now > drawAt ? drawAt : 0;
  const overAtRoom = { until: roomAt, then: 'over' as const };
  const comparison = comparisonOf(draw);
  if (comparison) {
    const [code, then] = comparison === 'bidders' ? (['bidders', 'stands'] as const) : (['compared', 'over'] as const);
    return { code, n: draw.bidders ?? 0, m: seats, until: lastArrivalAt(facts), then, since: 0 };
  }
  switch (stageOf(draw, now)) {
    case 'locks':
      return { code: 'locks', n: draw.locks.length, m: 3, ...overAtRoom, since };
    case 'pool':
      return draw.reduction && !draw.reduction.drawn
        ? { code: 'reduction', n: threshold, m: trustees.length, ...overAtRoom, since }
        : { code: 'pool', n: 0, m: 0, ...overAtRoom, since };
    case 'hour':
      return { code: 'hour', n: 0, m: 0, until: drawAt, then: 'draw', since: 0 };
    case 'answers':
      return {
        code: 'answers',
        n: threshold,
        m: trustees.length,
        ...overAtRoom,
        since: since && draw.lastAt > drawAt ? draw.lastAt : since,
      };
    case 'notices':
      return { code: 'notices', n: draw.notices?.confirmed ?? 0, m: seats, until: roomAt, then: 'open', since: 0 };
    default: {
      const isOpen = now !== null && now >= roomAt;
      return {
        code: isOpen || draw.arrived > 0 ? 'arrivals' : 'room',
        n: draw.arrived,
        m: seats,
        until: isOpen ? lastArrivalAt(facts) : roomAt,
        then: isOpen ? 'over' : 'open',
        since: 0,
      };
    }
  }
}
