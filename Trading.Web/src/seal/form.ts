import { fits, Reader, WireError, Writer, type Bytes } from './bytes';
import { priceKinds, type PriceKind } from './price';
import { signatureBytes, tagged } from './suite';

// The opening record (docs/spec/form.md): who offers and what is read out.

/** One unit price, in millionths of a yuan whichever version the form has. */
export interface UnitPrice {
  name: string;
  millionths: bigint;
}

export interface OpeningForm {
  /** 1 or 2: a bid seals the version of its lock's policy. */
  version: number;
  bidderName: string;
  /** 18 of 0–9 and A–Z, or empty; version 1 has none. Its check character is not judged here. */
  creditCode: string;
  kind: PriceKind;
  /** Fen; millionths for rates and discounts. */
  value: bigint;
  words: string;
  /** In millionths of a yuan, whichever version the form has. */
  units: UnitPrice[];
  items: { name: string; value: string }[];
  certificate: Bytes;
  ownership: Bytes;
}

/** Millionths of a yuan in a fen, which is the unit of version 1. */
export const millionthsPerFen = 10_000n;

export const mostItems = 64;
export const mostUnits = 256;

export type FormProblem =
  'version' | 'name' | 'creditCode' | 'words' | 'units' | 'unitName' | 'unitPrice' | 'items' | 'certificate';

export const ownershipMessage = (submissionKey: Bytes, contextHash: Bytes, lockId: Bytes): Bytes =>
  tagged('ownership', submissionKey, contextHash, lockId);

export function printForm(f: OpeningForm): Bytes {
  const w = new Writer().u8(f.version).text(f.bidderName);
  if (f.version > 1) w.text(f.creditCode);
  w.u8(priceKinds.indexOf(f.kind)).i64(f.value).text(f.words);
  w.list(f.units, unit => w.text(unit.name).i64(unit.millionths / unitOf(f.version)));
  w.list(f.items, item => w.text(item.name).text(item.value));
  return w.varied(f.certificate).fixed(f.ownership).done();
}

/**
 * The form of canonical bytes within the limits; null for anything else, and for a form newer than the lock's policy.
 */
export function readForm(bytes: Bytes, policyVersion = 2): OpeningForm | null {
  try {
    const form = parse(bytes, policyVersion);
    return checkForm(form) === null ? form : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

export function checkForm(f: OpeningForm): FormProblem | null {
  if (f.version !== 1 && f.version !== 2) return 'version';
  if (!fits(f.bidderName, 1, 500)) return 'name';
  if (f.creditCode !== '' && (f.version === 1 || !/^[0-9A-Z]{18}$/.test(f.creditCode))) return 'creditCode';
  if (!fits(f.words, 0, 200)) return 'words';
  if (f.units.length > mostUnits || (f.kind === 'UnitPrices') !== f.units.length > 0) return 'units';
  if (!f.units.every(unit => fits(unit.name, 1, 500))) return 'unitName';
  if (!f.units.every(unit => isWritable(unit.millionths, unitOf(f.version)))) return 'unitPrice';
  if (f.items.length > mostItems || !f.items.every(item => fits(item.name, 1, 500) && fits(item.value, 0, 2_000)))
    return 'items';
  return f.certificate.length <= 8_192 && f.ownership.length === signatureBytes ? null : 'certificate';
}

// Millionths of a yuan in one of what the version writes.
const unitOf = (version: number): bigint => (version === 1 ? millionthsPerFen : 1n);

const isWritable = (millionths: bigint, unit: bigint): boolean =>
  millionths % unit === 0n && BigInt.asIntN(64, millionths / unit) === millionths / unit;

function parse(bytes: Bytes, newest: number): OpeningForm {
  const r = new Reader(bytes);
  const version = r.u8();
  if (version < 1 || version > newest) throw new WireError('unknown version of a form');
  const form: OpeningForm = {
    version,
    bidderName: r.text(2_000),
    creditCode: version === 1 ? '' : r.text(18),
    kind: priceKinds[r.u8()] ?? unknownKind(),
    value: r.i64(),
    words: r.text(800),
    units: r.list(mostUnits, () => ({ name: r.text(2_000), millionths: r.i64() * unitOf(version) })),
    items: r.list(mostItems, () => ({ name: r.text(2_000), value: r.text(8_000) })),
    certificate: r.varied(8_192),
    ownership: r.fixed(signatureBytes),
  };
  r.end();
  return form;
}

function unknownKind(): never {
  throw new WireError('unknown price kind');
}
