import { readBase64, toBase64, type Bytes } from './bytes';
import { isHash, isLot, isSession, isSubmission } from './names';
import { readPrivateKey } from './suite';

// The submission kit, the same file as the command line's (Trading.Cli/Bids/SubmissionKit.cs): whoever holds it, and
// nobody else, can replace or withdraw the bid.

export interface Kit {
  session: string;
  lot: string;
  lockId: Bytes;
  /** 32 hexadecimal digits. */
  submission: string;
  revision: number;
  /** PKCS#8. */
  submissionKey: Bytes;
  /** The signed header, or the withdrawal's statement. */
  header: Bytes;
  acknowledgement: Bytes | null;
  /** 64 hexadecimal digits. */
  entryHash: string;
  receipt: Bytes | null;
}

const format = 'trading-kit/1';

export function printKit(kit: Kit): string {
  const bytes = (value: Bytes | null) => value && toBase64(value);
  return JSON.stringify(
    {
      format,
      session: kit.session,
      lot: kit.lot,
      lockId: bytes(kit.lockId),
      submission: kit.submission,
      revision: kit.revision,
      submissionKey: bytes(kit.submissionKey),
      header: bytes(kit.header),
      acknowledgement: bytes(kit.acknowledgement),
      entryHash: kit.entryHash,
      receipt: bytes(kit.receipt),
    },
    null,
    2,
  );
}

/** The kit of a file; null for anything that is none. */
export function readKit(text: string): Kit | null {
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof found !== 'object' || found === null || found.format !== format) return null;
  const { session, lot, submission, revision, entryHash } = found;
  const [lockId, submissionKey, header] = [
    readBase64(found.lockId),
    readBase64(found.submissionKey),
    readBase64(found.header),
  ];
  const [acknowledgement, receipt] = [optional(found.acknowledgement), optional(found.receipt)];
  const named = isSession(session) && isLot(lot) && isSubmission(submission) && isHash(entryHash);
  if (
    !named ||
    !lockId ||
    !submissionKey ||
    !header ||
    acknowledgement === undefined ||
    receipt === undefined ||
    typeof revision !== 'number' ||
    !Number.isInteger(revision) ||
    revision < 1
  )
    return null;
  return {
    session,
    lot,
    lockId,
    submission,
    revision,
    submissionKey,
    header,
    acknowledgement,
    entryHash,
    receipt,
  };
}

// Bytes, null where there are none yet, undefined for anything else.
const optional = (value: unknown): Bytes | null | undefined =>
  value == null ? null : (readBase64(value) ?? undefined);

/** The kit's private key with its public point; null where it cannot be read. */
export async function openKitKey(kit: Kit): Promise<{ key: CryptoKey; point: Bytes } | null> {
  const key = await readPrivateKey(kit.submissionKey, true);
  return key && { key, point: await pointOf(key) };
}

/** A fresh submission key: extractable, because the kit must hold it. */
export async function drawSubmissionKey(): Promise<{ key: CryptoKey; point: Bytes; pkcs8: Bytes }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const pkcs8: Bytes = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { key: pair.privateKey, point: await pointOf(pair.privateKey), pkcs8 };
}

async function pointOf(key: CryptoKey): Promise<Bytes> {
  const { x, y } = await crypto.subtle.exportKey('jwk', key);
  const half = (text: string | undefined) =>
    readBase64(`${(text ?? '').replaceAll('-', '+').replaceAll('_', '/')}=`) ?? new Uint8Array(0);
  return Uint8Array.of(4, ...half(x), ...half(y));
}
