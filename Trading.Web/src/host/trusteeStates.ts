import type { Hall, Lot } from '../state';

// How far each trustee is with a lot, by what the public stream says of it; words are under `host.trustee`. Whether a
// process is up just now, no stream tells before it acts.

export interface TrusteeState {
  name: string;
  word: 'ceremony' | 'ready' | 'frozen' | 'cosigned' | 'cosignedLate' | 'releasing' | 'released' | 'refused' | 'none';
  /** Messages of the key ceremony, of three. */
  n: number;
  /** When that came, UTC microseconds; null where nothing did. */
  at: number | null;
}

export const trusteesOf = (lot: Lot, phase: Hall['phase']): TrusteeState[] =>
  lot.trustees.map((name, i) => ({ name, n: 0, at: null, ...stateOf(lot, i + 1, phase) }));

function stateOf(lot: Lot, trustee: number, phase: Hall['phase']): Pick<TrusteeState, 'word'> & Partial<TrusteeState> {
  if (lot.phase === 'ceremony')
    return { word: 'ceremony', n: lot.messages.filter(message => message.trustee === trustee).length };
  if (lot.phase === 'intake') return { word: 'ready', at: lot.lock!.certifiedAt };
  const mine = <T extends { trustee: number }>(list: readonly T[] | undefined) =>
    list?.find(one => one.trustee === trustee);
  const [released, refused] = [mine(lot.release?.released), mine(lot.release?.refused)];
  if (released) return { word: 'released', at: released.at };
  if (refused) return { word: 'refused', at: refused.at };
  if (lot.phase === 'releasing' && phase === 'running') return { word: 'releasing' };
  const cosigned = mine(lot.freeze?.cosignatures);
  if (cosigned) return { word: cosigned.late ? 'cosignedLate' : 'cosigned', at: cosigned.at };
  return { word: lot.phase === 'frozen' ? 'frozen' : 'none' };
}
