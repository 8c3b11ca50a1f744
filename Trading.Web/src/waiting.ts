// Why a lot does not go on, as a code with numbers: an honest hall says what it waits for.
import { toOpen, type Lot } from './state';

export interface Waiting {
  code: 'ceremony' | 'freeze' | 'cosign' | 'few' | 'release' | 'open' | 'late';
  n: number;
  m: number;
  since: number;
}

const ceremonyRounds = 3;

/**
 * What the lot waits for at this instant (milliseconds by the server's clock), or null when nothing is due. Times are
 * microseconds.
 */
export function waitingOf(lot: Lot, nowMs: number | null): Waiting | null {
  switch (lot.phase) {
    case 'ceremony':
      return { code: 'ceremony', n: lot.messages.length, m: ceremonyRounds * lot.trustees.length, since: 0 };
    case 'intake':
      return nowMs !== null && nowMs * 1000 > lot.closeAt ? { code: 'freeze', n: 0, m: 0, since: lot.closeAt } : null;
    case 'frozen':
      return frozen(lot);
    case 'releasing':
      return releasing(lot);
    default:
      return null;
  }
}

function frozen(lot: Lot): Waiting {
  const freeze = lot.freeze!;
  const counted = { n: freeze.cosignatures.length, m: lot.threshold, since: freeze.at };
  if (counted.n >= lot.threshold) return { ...counted, code: toOpen(freeze) < lot.quorum ? 'few' : 'release' };
  return { ...counted, code: new Set(freeze.lateOrders.map(order => order.role)).size >= 2 ? 'late' : 'cosign' };
}

function releasing(lot: Lot): Waiting {
  const counted = { n: lot.release!.released.length, m: lot.threshold, since: lot.release!.beganAt };
  return { ...counted, code: counted.n >= lot.threshold ? 'open' : 'release' };
}
