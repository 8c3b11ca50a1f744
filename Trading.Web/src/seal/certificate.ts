import { equal, hex, WireError, type Bytes } from './bytes';
import { Der } from './der';
import { subjectIn, type Subject } from './subject';
import { verify } from './suite';
import { pointOfSpki } from './spki';

// X.509 certificates of persons (docs/spec/form.md, "Certificates"): version 3, ECDSA with SHA-256, P-256 on the named
// curve, at most 8,192 bytes; a fixed number of fields is read and extensions are never entered.

export interface Certificate {
  der: Bytes;
  /** 65 bytes. */
  key: Bytes;
  /** The serial number in hexadecimal, as the authority gave it. */
  serial: string;
  /** Common name, or "" where there is none. */
  subject: string;
  /** Whom it names, for comparison with what a bidder writes. */
  holder: Subject;
  /** UTC microseconds; the end belongs to it. */
  from: bigint;
  until: bigint;
  issuerName: Bytes;
  subjectName: Bytes;
  signedPart: Bytes;
  signature: Bytes;
}

const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';

/**
 * The certificate of the bytes; null for anything that is not of the accepted form. Its signature is not checked here.
 */
export function readX509(der: Bytes): Certificate | null {
  if (der.length > 8_192) return null;
  try {
    return parse(der);
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** Whether one of the authorities issued the certificate and it is valid at the instant (UTC microseconds). */
export async function isAnchored(
  certificate: Certificate,
  authorities: readonly Certificate[],
  at: bigint,
): Promise<boolean> {
  if (at < certificate.from || at > certificate.until) return false;
  for (const authority of authorities) {
    if (
      equal(certificate.issuerName, authority.subjectName) &&
      (await verify(authority.key, certificate.signedPart, certificate.signature))
    )
      return true;
  }
  return false;
}

function parse(der: Bytes): Certificate {
  const outer = new Der(der);
  const whole = outer.into(0x30);
  outer.end();
  const signedPart = whole.raw(0x30);
  algorithm(whole);
  const bits = whole.take(0x03);
  whole.end();
  if (bits[0] !== 0) throw new WireError('the signature has unused bits');
  return { der, signedPart, signature: fixedSignature(bits.slice(1)), ...fieldsOf(signedPart) };
}

function fieldsOf(
  signedPart: Bytes,
): Pick<Certificate, 'key' | 'serial' | 'subject' | 'holder' | 'from' | 'until' | 'issuerName' | 'subjectName'> {
  const fields = new Der(signedPart).into(0x30);
  const version = fields.into(0xa0);
  if (!equal(version.take(0x02), Uint8Array.of(2))) throw new WireError('the version is not 3');
  version.end();
  const serial = hex(fields.integer());
  algorithm(fields);
  const issuerName = fields.raw(0x30);
  const validity = fields.into(0x30);
  const [from, until] = [validity.time(), validity.time()];
  validity.end();
  const subjectName = fields.raw(0x30);
  const key = pointOfSpki(fields.raw(0x30));
  if (!key) throw new WireError('the key is not on the named curve P-256');
  while (!fields.isEmpty) fields.raw(); // extensions do not bear on what a person's key signs
  return {
    key,
    serial,
    subject: nameIn(subjectName),
    holder: subjectIn(subjectName),
    from,
    until,
    issuerName,
    subjectName,
  };
}

function algorithm(reader: Der): void {
  const sequence = reader.into(0x30);
  if (sequence.identifier() !== ecdsaWithSha256) throw new WireError('the signature is not ECDSA with SHA-256');
  sequence.end();
}

/** DER { r, s } in the fixed form of 64 bytes. */
export function fixedSignature(der: Bytes): Bytes {
  const outer = new Der(der);
  const pair = outer.into(0x30);
  outer.end();
  const fixed = new Uint8Array(64);
  for (const half of [fixed.subarray(0, 32), fixed.subarray(32)]) {
    let number = pair.integer();
    if (number[0]! >= 0x80) throw new WireError("a signature's number is negative");
    if (number[0] === 0) number = number.slice(1);
    if (number.length > 32) throw new WireError("a signature's number is too long");
    half.set(number, 32 - number.length);
  }
  pair.end();
  return fixed;
}

function nameIn(subject: Bytes): string {
  const names = new Der(subject).into(0x30);
  while (!names.isEmpty) {
    const attribute = names.into(0x31).into(0x30);
    if (attribute.identifier() === commonName) return attribute.text();
  }
  return '';
}
