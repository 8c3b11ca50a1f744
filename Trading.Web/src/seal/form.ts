import { fits, Reader, WireError, Writer, type Bytes } from './bytes';
import { priceKinds, type PriceKind } from './price';
import { signatureBytes, tagged } from './suite';

// The opening record (docs/spec/form.md): who offers and what is read out.

export interface OpeningForm {
  bidderName: string;
  kind: PriceKind;
  /** Fen; millionths for rates and discounts. */
  value: bigint;
  words: string;
  units: { name: string; priceFen: bigint }[];
  items: { name: string; value: string }[];
  certificate: Bytes;
  ownership: Bytes;
}

export const mostItems = 64;
export const mostUnits = 256;

export type FormProblem = 'name' | 'words' | 'units' | 'unitName' | 'items' | 'certificate';

export const ownershipMessage = (submissionKey: Bytes, contextHash: Bytes, lockId: Bytes): Bytes => tagged('ownership', submissionKey, contextHash, lockId);

export function printForm(f: OpeningForm): Bytes {
  const w = new Writer().u8(1).text(f.bidderName).u8(priceKinds.indexOf(f.kind)).i64(f.value).text(f.words);
  w.list(f.units, unit => w.text(unit.name).i64(unit.priceFen));
  w.list(f.items, item => w.text(item.name).text(item.value));
  return w.varied(f.certificate).fixed(f.ownership).done();
}

/** The form of canonical bytes within the limits; null for anything else. */
export function readForm(bytes: Bytes): OpeningForm | null {
  try {
    const form = parse(bytes);
    return checkForm(form) === null ? form : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

export function checkForm(f: OpeningForm): FormProblem | null {
  if (!fits(f.bidderName, 1, 500)) return 'name';
  if (!fits(f.words, 0, 200)) return 'words';
  if (f.units.length > mostUnits || (f.kind === 'UnitPrices') !== (f.units.length > 0)) return 'units';
  if (!f.units.every(unit => fits(unit.name, 1, 500))) return 'unitName';
  if (f.items.length > mostItems || !f.items.every(item => fits(item.name, 1, 500) && fits(item.value, 0, 2_000))) return 'items';
  return f.certificate.length <= 8_192 && f.ownership.length === signatureBytes ? null : 'certificate';
}

function parse(bytes: Bytes): OpeningForm {
  const r = new Reader(bytes);
  if (r.u8() !== 1) throw new WireError('unknown version of a form');
  const form: OpeningForm = {
    bidderName: r.text(2_000), kind: priceKinds[r.u8()] ?? unknownKind(), value: r.i64(), words: r.text(800),
    units: r.list(mostUnits, () => ({ name: r.text(2_000), priceFen: r.i64() })),
    items: r.list(mostItems, () => ({ name: r.text(2_000), value: r.text(8_000) })),
    certificate: r.varied(8_192), ownership: r.fixed(signatureBytes),
  };
  r.end();
  return form;
}

function unknownKind(): never {
  throw new WireError('unknown price kind');
}
