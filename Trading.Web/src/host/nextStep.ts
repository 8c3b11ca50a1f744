import { mayConclude } from '../period';
import { toOpen, type Hall, type Lot } from '../state';

// The script of an opening: of everything that could be done, the one lawful step that is due now. Codes of words under
// `host.next`.

export type NextStep =
  | {
      code:
        | 'waitLock'
        | 'waitDeadline'
        | 'waitFreeze'
        | 'waitCosign'
        | 'waitFew'
        | 'waitRelease'
        | 'waitOpen'
        | 'orderLate'
        | 'orderedLate';
      lot: Lot;
    }
  | { code: 'answer'; objection: Hall['objections'][number] }
  | { code: 'waitPeriod' | 'conclude' | 'signRecord' | 'done' | 'none' };

/**
 * A head that no trustee saw until then is cosigned only when host and supervisor order it (docs/spec/trustee.md,
 * "Freeze": 5 s + 2 s). In microseconds after the deadline.
 */
const lateMicros = 7_000_000;
const lateOrders = 2;

/** `nowMicros` by the server's clock, null while it is not measured. */
export function nextStep(hall: Hall, nowMicros: number | null): NextStep {
  if (hall.phase === 'none') return { code: 'none' };
  if (hall.phase === 'concluded') return { code: hall.record ? 'done' : 'signRecord' };
  const objection = hall.objections.find(o => o.answer === null);
  if (objection) return { code: 'answer', objection };
  const waiting = hall.lots
    .filter(lot => lot.phase !== 'opened' && lot.phase !== 'failed')
    .map(lot => ofLot(lot, nowMicros));
  // What needs a hand comes before what only takes time; of the rest the lot that is nearest to its end.
  return (
    waiting.find(step => step.code === 'orderLate') ??
    waiting.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code))[0] ?? {
      code: mayConclude(hall, nowMicros ?? 0) ? 'conclude' : 'waitPeriod',
    }
  );
}

/** Whose step it is: the roles that sign it; none where only time, the platform or the trustees can do it. */
export const signersOf: Partial<Record<NextStep['code'], readonly string[]>> = {
  answer: ['Host', 'Tenderer', 'Agent'],
  conclude: ['Host'],
  signRecord: ['Host'],
  orderLate: ['Host', 'Supervisor'],
};

type LotStep = Extract<NextStep, { lot: Lot }>;
const order: LotStep['code'][] = [
  'orderLate',
  'waitOpen',
  'waitRelease',
  'waitFew',
  'orderedLate',
  'waitCosign',
  'waitFreeze',
  'waitLock',
  'waitDeadline',
];

function ofLot(lot: Lot, nowMicros: number | null): LotStep {
  switch (lot.phase) {
    case 'ceremony':
      return { code: 'waitLock', lot };
    case 'intake':
      return { code: nowMicros !== null && nowMicros > lot.closeAt ? 'waitFreeze' : 'waitDeadline', lot };
    case 'releasing':
      return { code: lot.release!.released.length >= lot.threshold ? 'waitOpen' : 'waitRelease', lot };
    default:
      return frozen(lot, nowMicros);
  }
}

function frozen(lot: Lot, nowMicros: number | null): LotStep {
  const freeze = lot.freeze!;
  if (freeze.cosignatures.length >= lot.threshold)
    return { code: toOpen(freeze) < lot.quorum ? 'waitFew' : 'waitRelease', lot };
  if (freeze.lateOrders.length >= lateOrders) return { code: 'orderedLate', lot };
  const isLate = freeze.cosignatures.length === 0 && nowMicros !== null && nowMicros > lot.closeAt + lateMicros;
  return { code: isLate ? 'orderLate' : 'waitCosign', lot };
}
