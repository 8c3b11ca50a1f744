// What a custodian commits to (docs/spec/draw.md, "Commitment"): a head, then positions, or rows of a reduction. Points
// stay bytes: whoever computes with them is proof/.
import { Reader, WireError, type Bytes } from '../seal/bytes';
import { hashBytes, pointBytes } from '../seal/suite';
import { levels, type Level } from './codes';

/** Why an expert of the pool is not eligible; the six counts of a head stand in this order. */
export const exclusions = ['Speciality', 'Status', 'Absence', 'Region', 'Unit', 'Person'] as const;
/** What can keep a seat open: the numbers that custodians sign stand in this order. */
export const constraints = [...exclusions, 'Employer', 'Dropped', 'Overlap'] as const;
export type Constraint = (typeof constraints)[number];

export interface Head {
  isReduction: boolean;
  requestHash: Bytes;
  /** Ids of the locks for draw, names and contact. */
  locks: Bytes[];
  /** Zeros where there was no reduction. */
  reductionRoot: Bytes;
  rows: number;
  eligible: number;
  excluded: number[];
}

export interface Position {
  position: number;
  /** R, 65 bytes. */
  point: Bytes;
  /** A bit for each group that it fits. */
  groups: number;
  level: Level;
  label: Bytes;
  row: Bytes;
}

export interface ReductionRow {
  row: Bytes;
  groups: number;
}

export const headBytes = 193;
export const positionBytes = 633;
export const reductionRowBytes = 35;
export const mostPositions = 2_000;
export const mostReduced = 200_000;
const recordBytes = 256;
const labelBytes = 16;
const mostCount = 2 ** 31 - 1;

/** Null for bytes that are no head. */
export const readHead = (bytes: Uint8Array): Head | null =>
  orNull(bytes, reader => {
    const kind = reader.u8();
    if (kind !== 1 && kind !== 3) throw new WireError('no head');
    const hash = () => reader.fixed(hashBytes);
    const count = () => {
      const value = reader.u32();
      if (value > mostCount) throw new WireError('a count is too large');
      return value;
    };
    return {
      isReduction: kind === 1,
      requestHash: hash(),
      locks: [hash(), hash(), hash()],
      reductionRoot: hash(),
      rows: count(),
      eligible: count(),
      excluded: exclusions.map(count),
    };
  });

/** Null for bytes that are no position, or of no level. */
export const readPosition = (bytes: Uint8Array): Position | null =>
  orNull(bytes, reader => {
    if (reader.u8() !== 4) throw new WireError('no position');
    const [position, point] = [reader.u32(), reader.fixed(pointBytes)];
    reader.fixed(2 * recordBytes);
    const [groups, level] = [reader.u16(), reader.u8() as Level];
    if (!levels.includes(level)) throw new WireError('no level');
    return { position, point, groups, level, label: reader.fixed(labelBytes), row: reader.fixed(hashBytes) };
  });

/** Null for bytes that are no row of a reduction. */
export const readReductionRow = (bytes: Uint8Array): ReductionRow | null =>
  orNull(bytes, reader => {
    if (reader.u8() !== 2) throw new WireError('no row');
    return { row: reader.fixed(hashBytes), groups: reader.u16() };
  });

/** Pieces of a size behind a head; the last one may be shorter. */
export function rowsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const rows: Uint8Array[] = [];
  for (let at = headBytes; at < bytes.length; at += size) rows.push(bytes.subarray(at, at + size));
  return rows;
}

function orNull<T>(bytes: Uint8Array, read: (reader: Reader) => T): T | null {
  try {
    const reader = new Reader(new Uint8Array(bytes));
    const value = read(reader);
    reader.end();
    return value;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}
