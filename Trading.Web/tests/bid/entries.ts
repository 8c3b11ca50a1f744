import { ciphertextBytes } from '../../src/seal/chunks';
import { offsetOf, signedHeaderBytes } from '../../src/seal/header';
import type { Kit } from '../../src/seal/kit';
import type { SealedBid } from '../../src/seal/store';
import { random } from '../../src/seal/suite';

// A bid of two sections, the second in three parts, and what belongs to it.

export const sections = [
  { plaintextBytes: 4096, root: random(32) },
  { plaintextBytes: 9_000_000, root: random(32) },
];
export const allBytes = 4112 + ciphertextBytes(9_000_000);
export const [session, lot] = ['5'.repeat(32), '1'];

export const sealedBid = (change: Partial<SealedBid> = {}): SealedBid => ({
  session,
  lot,
  submission: '6'.repeat(32),
  revision: 1,
  entryHash: '7'.repeat(64),
  sizeBytes: offsetOf(sections, sections.length),
  header: new Uint8Array(signedHeaderBytes(sections.length)),
  partRoots: [],
  policy: new Uint8Array(4),
  certificate: new Uint8Array(4),
  documents: [],
  bidderName: '',
  isKitSaved: true,
  acknowledgement: null,
  receipt: null,
  isWithdrawn: false,
  revocation: 'none',
  ...change,
});

export const statement = (change: Partial<SealedBid> = {}): SealedBid =>
  sealedBid({ revision: 2, entryHash: '8'.repeat(64), sizeBytes: 0, isWithdrawn: true, ...change });

export const kitOf = (bid: SealedBid, change: Partial<Kit> = {}): Kit => ({
  session,
  lot,
  lockId: new Uint8Array(32),
  submission: bid.submission,
  revision: bid.revision,
  submissionKey: new Uint8Array(8),
  header: bid.header,
  acknowledgement: bid.acknowledgement,
  entryHash: bid.entryHash,
  receipt: bid.receipt,
  ...change,
});

export const bytes = (n: number): Uint8Array<ArrayBuffer> => Uint8Array.of(n);
