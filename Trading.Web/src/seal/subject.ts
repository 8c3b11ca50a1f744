import { WireError, type Bytes } from './bytes';
import { Der } from './der';

// Whom a certificate names, and whether a form names the same (docs/spec/form.md, "Whom a certificate names"). Whatever
// cannot be read names nobody: it never makes a certificate unreadable.

export interface Subject {
  /** Values of organizationName, then of commonName, each once. */
  names: string[];
  /** The first credit code in organizationIdentifier, else in serialNumber; "" where there is none. */
  code: string;
}

const commonName = '550403';
const serialNumber = '550405';
const organizationName = '55040a';
const organizationIdentifier = '550461';
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The names of a subject (an RDNSequence with its tag). */
export function subjectIn(rdns: Bytes): Subject {
  const attributes = attributesOf(rdns);
  const values = (type: string) => attributes.filter(a => a.type === type).map(a => a.value);
  const names = [...values(organizationName), ...values(commonName)].filter(name => name !== '');
  const codes = [...values(organizationIdentifier), ...values(serialNumber)]
    .map(value => value.replace(/^[A-Z]{3}CN-/, ''))
    .filter(isCreditCode);
  return { names: [...new Set(names)], code: codes[0] ?? '' };
}

export const nameOf = (subject: Subject): string => subject.names.join(' / ');

/** A unified social credit code whose last character fits the others (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18 || ![...code].every(letter => alphabet.includes(letter))) return false;
  let [sum, weight] = [0, 1];
  for (const letter of code.slice(0, 17)) {
    sum += alphabet.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === alphabet[(31 - (sum % 31)) % 31];
}

export const isNamed = (written: string, subject: Subject): boolean =>
  subject.names.some(name => foldName(name) === foldName(written));

/**
 * Whether a written code is none, or another than the certificate's; where one of them has none, nothing is said
 * against it.
 */
export const doesCodeDiffer = (written: string, certified: string): boolean =>
  written !== '' && (!isCreditCode(written) || (certified !== '' && written !== certified));

/**
 * A name for comparison: full-width ASCII and the ideographic space become ASCII, spaces at the ends and beside
 * brackets go, several become one.
 */
export function foldName(name: string): string {
  const narrow = name
    .replace(/\u3000/g, ' ')
    .replace(/[\uff01-\uff5e]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
  return narrow
    .replace(/ +/g, ' ')
    .replace(/ ?([()]) ?/g, '$1')
    .replace(/^ | $/g, '');
}

function attributesOf(rdns: Bytes): { type: string; value: string }[] {
  const attributes: { type: string; value: string }[] = [];
  try {
    const names = new Der(rdns).into(0x30);
    while (!names.isEmpty) {
      const set = names.into(0x31);
      while (!set.isEmpty) {
        const attribute = set.into(0x30);
        const type = attribute.identifier();
        const value = textOf(attribute.raw());
        if (value !== null) attributes.push({ type, value });
      }
    }
  } catch (broken) {
    if (!(broken instanceof WireError)) throw broken;
    return [];
  }
  return attributes;
}

// The string types that names use today; a value of another one is passed over.
function textOf(encoded: Bytes): string | null {
  const tag = encoded[0]!;
  const content = new Der(encoded).take(tag);
  try {
    if (tag === 0x0c) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (tag === 0x1e) return new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true }).decode(content);
    return (tag === 0x13 || tag === 0x16) && content.every(byte => byte < 0x80)
      ? String.fromCharCode(...content)
      : null;
  } catch {
    return null;
  }
}
