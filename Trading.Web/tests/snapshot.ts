import type { Json } from '../src/exact';
import type { Form } from '../src/form';
import { millionthsPerFen } from '../src/seal/form';
import { periodEndOf } from '../src/period';
import { standingOf, type Bid, type Hall, type Lot } from '../src/state';

/** The state in the words of the server's snapshot (docs/spec/feed.md, "Snapshot"), which shows less of it. */
export function snapshotOf(hall: Hall): Json {
  if (hall.phase === 'none') return { phase: 'none' };
  return {
    phase: hall.record ? 'sealed' : hall.phase,
    session: hall.session,
    tenderCode: hall.tenderCode,
    title: hall.title,
    rulePack: hall.pack.id,
    rulePackVersion: hall.pack.version,
    drill: hall.drill,
    ...(hall.publisher === null
      ? {}
      : {
          publisher: {
            name: hall.publisher.name,
            key: hall.publisher.key && Buffer.from(hall.publisher.key).toString('base64'),
          },
        }),
    preparedAt: hall.preparedAt,
    ...(hall.concludedAt === null ? {} : { concludedAt: hall.concludedAt }),
    roles: hall.roles.map(({ role, name }) => ({ role: camel(role), name })),
    lots: hall.lots.map(lot => ({ ...always(lot), ...byPhase(hall, lot) })),
    objections: hall.objections.map(({ id, lot, submission, text, at, answer }) => ({
      id,
      lot,
      submission,
      text,
      at,
      answer,
    })),
    ...(hall.periodSeconds === 0 ? {} : { period: { seconds: hall.periodSeconds, endsAt: periodEndOf(hall) } }),
    ...(hall.standstills.length === 0 ? {} : { standstills: hall.standstills.map(told => ({ ...told })) }),
    ...(hall.record === null ? {} : { sealedAt: hall.record.at, recordHash: hall.record.hash }),
  };
}

function always(lot: Lot): { [key: string]: Json } {
  const { closeAt, openAt, threshold, quorum, custody, recordSizeBytes } = lot;
  return {
    lot: lot.lot,
    title: lot.title,
    priceKind: camel(lot.priceKind),
    ceiling: number(lot.ceiling),
    phase: lot.phase,
    closeAt,
    openAt,
    threshold,
    quorum,
    custody,
    recordSizeBytes,
    trustees: lot.trustees.map(name => ({ name })),
  };
}

function byPhase(hall: Hall, lot: Lot): { [key: string]: Json } {
  if (lot.phase === 'ceremony') return { messages: lot.messages.length };
  if (lot.phase === 'failed') return { cause: camel(lot.failure!.cause), bids: lot.bids.map(bid => bidOf(hall, bid)) };
  const result: { [key: string]: Json } = { lockId: lot.lock!.id, certifiedAt: lot.lock!.certifiedAt };
  if (lot.freeze) {
    const { treeSize, root, entries, live, cosignatures, lateOrders, revoked } = lot.freeze;
    result.freeze = {
      treeSize,
      root,
      entries,
      live,
      cosignatures: cosignatures.map(c => ({ ...c })),
      lateFreezeOrders: lateOrders.map(order => camel(order.role)),
      revoked,
    };
  }
  if (lot.release)
    result.release = {
      beganAt: lot.release.beganAt,
      released: lot.release.released.map(r => r.trustee),
      refused: lot.release.refused.map(r => r.trustee),
    };
  if (lot.phase === 'opened')
    Object.assign(result, { openedAt: lot.openedAt, bids: lot.bids.map(bid => bidOf(hall, bid)) });
  return result;
}

function bidOf(hall: Hall, bid: Bid): Json {
  const { submission, envelopeHash, attended, confirmed } = bid;
  const shown: { [key: string]: Json } = bid.form
    ? {
        bidderName: bid.form.bidderName,
        ...(bid.form.creditCode ? { creditCode: bid.form.creditCode } : {}),
        price: priceOf(bid.form),
        items: bid.form.items.map(item => ({ ...item })),
        ...(bid.certified ? { certificateName: bid.certified.name, certificateCode: bid.certified.code } : {}),
      }
    : bid.unreadable
      ? { cause: bid.unreadable.cause, fault: camel(bid.unreadable.fault) }
      : { raw: btoa(String.fromCharCode(...bid.content)) };
  return {
    submission,
    envelopeHash,
    marks: bid.marks.map(camel),
    attended,
    confirmed,
    standing: standingOf(hall.pack, bid),
    ...shown,
  };
}

function priceOf({ price, version }: Form): Json {
  const units: Json = price.units.map(({ name, millionths }): Json =>
    version === 1
      ? { name, priceFen: number(millionths / millionthsPerFen) }
      : { name, priceMillionths: number(millionths) },
  );
  return { kind: camel(price.kind), value: number(price.value), words: price.words, units };
}

function number(value: bigint): Json {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function camel(word: string): string {
  return word[0]!.toLowerCase() + word.slice(1);
}
