// What was published of a draw, as its checks take it (docs/spec/draw.md, "Checks"): bytes, unread.
import { readJson } from '../../exact';
import { Fields } from '../../fields';
import { hex, type Bytes } from '../../seal/bytes';
import type { Closed, SeatStep } from '../closed';
import { positionBytes, reductionRowBytes, rowsOf } from '../commitment';
import { lockNames, type Draw } from '../state';

export interface Transcript {
  request: Bytes;
  /** For draw, names, contact. */
  policies: Bytes[];
  /** The three certificates; null while not all of them stand. */
  certificates: Bytes[] | null;
  reduction: { head: Bytes; rows: Uint8Array[]; root: Bytes; answers: Bytes[] | null } | null;
  /** Null before the custodian committed. */
  commitment: { head: Bytes; positions: Uint8Array[]; root: Bytes } | null;
  again: { reason: string; signature: Bytes }[];
  /** Null before the disclosure, and where nothing was drawn. */
  drawn: Drawn | null;
  /** Of the full archive alone. */
  shown: ShownName[];
}

export interface Drawn {
  answers: Bytes[];
  value: Bytes;
  steps: SeatStep[];
  /** In the order in which it happened. */
  dropped: number[];
  resultSalt: Bytes;
  resultHash: string;
}

/** A name that was opened at an arrival; of the full archive alone. */
export interface ShownName {
  position: number;
  number: string;
  name: string;
  id: string;
  salt: Bytes;
  rest: Bytes;
}

/** Head and rows by their root; null where the platform has none. */
export type Rows = ReadonlyMap<string, Uint8Array | null>;

/** Roots whose rows a transcript needs. */
export const rootsOf = (draw: Draw): string[] =>
  [draw.reduction, draw.commitment].flatMap(made => (made ? [hex(made.root)] : []));

/** Names as the gate told them, of the full archive. */
export const namesOf = (seated: readonly string[]): ShownName[] =>
  seated.map(text => {
    const e = new Fields(readJson(text));
    return {
      position: e.whole('position'),
      number: e.text('number'),
      name: e.text('name'),
      id: e.text('id'),
      salt: e.bytes('salt'),
      rest: e.bytes('rest'),
    };
  });

export function transcriptOf(
  draw: Draw,
  closed: Closed | null,
  rows: Rows,
  shown: readonly ShownName[] = [],
): Transcript {
  const { facts, reduction, commitment } = draw;
  const of = (root: Bytes, size: number) => rowsOf(rows.get(hex(root)) ?? new Uint8Array(0), size);
  const certificates = lockNames.flatMap(name => draw.locks.filter(l => l.name === name).map(l => l.certificate));
  return {
    request: facts!.requestBytes,
    policies: facts!.policies,
    certificates: certificates.length === lockNames.length ? certificates : null,
    reduction: reduction && {
      head: reduction.headBytes,
      rows: of(reduction.root, reductionRowBytes),
      root: reduction.root,
      answers: reduction.drawn?.answers ?? null,
    },
    commitment: commitment && {
      head: commitment.headBytes,
      positions: of(commitment.root, positionBytes),
      root: commitment.root,
    },
    again: draw.orders.map(({ reason, signature }) => ({ reason, signature })),
    drawn: drawnOf(draw, closed),
    shown: [...shown],
  };
}

// The last value counts: those before it were drawn again.
function drawnOf(draw: Draw, closed: Closed | null): Drawn | null {
  const last = closed?.values.at(-1);
  if (!closed || !last || !draw.result) return null;
  const told = closed.told.filter(one => one.k === last.k);
  return {
    answers: last.answers,
    value: last.value,
    steps: [...last.steps, ...told.flatMap(one => one.steps)],
    dropped: told.flatMap(one => one.dropped),
    resultSalt: last.salt,
    resultHash: draw.result.hash,
  };
}
