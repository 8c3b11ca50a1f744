import type { Bytes } from './bytes';
import { readX509, type Certificate } from './certificate';
import { random, readPrivateKey, sign, verify } from './suite';

// A person's key file (PKCS#8 DER, `NAME.key` of `trading keygen`) and certificate (`NAME.der`). The key becomes a
// CryptoKey that cannot be read out again; its bytes are wiped and never leave the page.

export interface Person {
  certificate: Certificate;
  key: CryptoKey;
}

/** Whoever signs with a key that this page holds and comes in by another way than a certificate. */
export interface KeyHolder {
  key: CryptoKey;
  enter(): Promise<unknown>;
}
export type Signer = Person | KeyHolder;

/** What is wrong with the chosen files. */
export type PersonFault = 'noKey' | 'noCertificate' | 'pem' | 'keyUnreadable' | 'certificateUnreadable' | 'notAPair';

/** The person of the chosen files, in any order: which is which is told by what they hold. */
export async function readPerson(files: readonly Bytes[]): Promise<Person | PersonFault> {
  const read = await Promise.all(
    files.map(async bytes => ({ bytes, key: await readPrivateKey(bytes), certificate: readX509(bytes) })),
  );
  const keys = read.filter(file => file.key !== null);
  const certificates = read.filter(file => file.certificate !== null);
  const fault =
    keys.length !== 1 || certificates.length !== 1
      ? faultOf(
          read.map(f => f.bytes),
          keys.length,
          certificates.length,
        )
      : null;
  if (fault) return fault;
  const person = { certificate: certificates[0]!.certificate!, key: keys[0]!.key! };
  keys[0]!.bytes.fill(0);
  return (await isPair(person)) ? person : 'notAPair';
}

export const signAs = (person: Pick<Signer, 'key'>, message: Bytes): Promise<Bytes> => sign(person.key, message);

async function isPair(person: Person): Promise<boolean> {
  const challenge = random(32);
  return verify(person.certificate.key, challenge, await sign(person.key, challenge));
}

function faultOf(files: Bytes[], keys: number, certificates: number): PersonFault {
  if (files.some(isPem)) return 'pem';
  if (keys === 0) return files.length > 1 && certificates > 0 ? 'keyUnreadable' : 'noKey';
  return files.length > 1 ? 'certificateUnreadable' : 'noCertificate';
}

const isPem = (bytes: Bytes): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 11)) === '-----BEGIN ';
