// What was published of a draw, as its checks take it (docs/spec/draw.md, "Checks"): bytes, unread.
import { hex, type Bytes } from '../../seal/bytes';
import type { Closed, SeatStep } from '../closed';
import { headBytes, positionBytes, reductionRowBytes, rowsOf } from '../commitment';
import { lockNames, type Draw } from '../state';

export interface Transcript {
  request: Bytes;
  /** For draw, names, contact. */
  policies: Bytes[];
  /** The three certificates; null while not all of them stand. */
  certificates: Bytes[] | null;
  reduction: {
    head: Bytes;
    rows: Uint8Array[];
    root: Bytes;
    answers: Bytes[] | null;
    /** As it was published, with the answers. */
    value?: Bytes | null;
  } | null;
  /** Null before the custodian committed. */
  commitment: {
    head: Bytes;
    positions: Uint8Array[];
    root: Bytes;
    /** The head that stands before the rows where they lie. */
    served?: Uint8Array;
  } | null;
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
      value: reduction.drawn?.value ?? null,
    },
    commitment: commitment && {
      head: commitment.headBytes,
      positions: of(commitment.root, positionBytes),
      root: commitment.root,
      served: (rows.get(hex(commitment.root)) ?? new Uint8Array(0)).subarray(0, headBytes),
    },
    again: draw.orders.map(({ reason, signature }) => ({ reason, signature })),
    drawn: drawnOf(draw, closed, (closed?.values.length ?? 0) - 1),
    shown: [...shown],
  };
}

/** Transcripts of the draws that were made again, oldest first: they count no more, and are checked all the same. */
export const earlierOf = (last: Transcript, draw: Draw, closed: Closed): Transcript[] =>
  closed.values
    .slice(0, -1)
    .map(({ k }) => ({ ...last, again: last.again.slice(0, k), drawn: drawnOf(draw, closed, k) }));

function drawnOf(draw: Draw, closed: Closed | null, k: number): Drawn | null {
  const [value, result] = [closed?.values[k], draw.results[k]];
  if (!closed || !value || !result) return null;
  const told = closed.told.filter(one => one.k === k);
  return {
    answers: value.answers,
    value: value.value,
    steps: [...value.steps, ...told.flatMap(one => one.steps)],
    dropped: told.flatMap(one => one.dropped),
    resultSalt: value.salt,
    resultHash: result.hash,
  };
}
