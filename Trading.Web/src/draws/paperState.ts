// When the paper of an external draw may come, as far as everybody can see.
import type { Draw } from './state';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const beijingMs = 8 * hourMs;

/** When nobody is admitted any more (docs/spec/draw.md, "Persons"). Milliseconds. */
export function doorClosesAt(roomMs: number): number {
  const midnight = (Math.floor((roomMs + beijingMs) / dayMs) + 1) * dayMs - beijingMs;
  return Math.max(midnight, roomMs + dayMs / 2);
}

/**
 * Whether the paper may come, as far as everybody can see: `ahead` while experts are awaited, `buyers` while somebody
 * whom the buyer sends is, `now`, or `kept`.
 */
export function paperStateOf(draw: Draw, nowMs: number | null): 'ahead' | 'buyers' | 'now' | 'kept' {
  if (draw.paperAt !== null) return 'kept';
  if (draw.phase !== 'settled' && draw.phase !== 'failed') return 'ahead';
  const { request } = draw.external!.import;
  const isClosed = nowMs !== null && nowMs >= doorClosesAt(Number(request.roomAt / 1000n));
  const isAwaited = draw.phase === 'settled' && !isClosed && draw.buyers < request.buyerSeats.length;
  return isAwaited ? 'buyers' : 'now';
}
