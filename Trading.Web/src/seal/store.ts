import { readBase64, toBase64, type Bytes } from './bytes';
import { isHash, isLot, isSession, isSubmission } from './names';

// Sealed bids that this browser holds (origin private file system): the sealed bytes, so that an upload goes on after a
// reload, and what is needed to send them and to check what the platform says. Never a private key: that is in the kit,
// which is the bidder's.

export interface SealedBid {
  session: string;
  lot: string;
  submission: string;
  revision: number;
  entryHash: string;
  sizeBytes: number;
  header: Bytes;
  partRoots: Bytes[][];
  /** The lock as it was checked before sealing. */
  policy: Bytes;
  certificate: Bytes;
  documents: string[];
  /** As the form has it, for the names of files; empty where this browser does not know it. */
  bidderName: string;
  isKitSaved: boolean;
  acknowledgement: Bytes | null;
  receipt: Bytes | null;
  /** A signed withdrawal, not an envelope. */
  isWithdrawn: boolean;
  /** Whether it was declared after the deadline, and whether the session's stream holds it. */
  revocation: 'none' | 'said' | 'recorded';
}

const format = 'trading-sealed/1';
const revocations = ['none', 'said', 'recorded'] as const;

type Named = Pick<SealedBid, 'submission' | 'revision' | 'isWithdrawn' | 'revocation'>;

/**
 * A statement that takes a bid back has the number of the revision that would follow. It may be refused, so it never
 * lies where an envelope of that revision lies.
 */
export function fileNameOf(bid: Named): string {
  const kind = !bid.isWithdrawn ? '' : bid.revocation === 'none' ? '-withdrawal' : '-revocation';
  return `${bid.submission}-${bid.revision}${kind}`;
}

export function printSealed(bid: SealedBid): string {
  const bytes = (value: Bytes | null) => value && toBase64(value);
  return JSON.stringify({
    ...bid,
    format,
    header: bytes(bid.header),
    partRoots: bid.partRoots.map(roots => roots.map(toBase64)),
    policy: bytes(bid.policy),
    certificate: bytes(bid.certificate),
    acknowledgement: bytes(bid.acknowledgement),
    receipt: bytes(bid.receipt),
  });
}

/** What `printSealed` wrote; null for anything else, for example what another version left. */
export function readSealed(text: string): SealedBid | null {
  try {
    const found = JSON.parse(text) as Record<string, unknown>;
    const [header, policy, certificate] = [
      readBase64(found.header),
      readBase64(found.policy),
      readBase64(found.certificate),
    ];
    const named =
      found.format === format &&
      isSession(found.session) &&
      isLot(found.lot) &&
      isSubmission(found.submission) &&
      isHash(found.entryHash);
    if (!named || !header || !policy || !certificate) return null;
    return {
      session: String(found.session),
      lot: String(found.lot),
      submission: String(found.submission),
      revision: Number(found.revision),
      entryHash: String(found.entryHash),
      sizeBytes: Number(found.sizeBytes),
      header,
      partRoots: (found.partRoots as string[][]).map(roots => roots.map(root => readBase64(root)!)),
      policy,
      certificate,
      documents: (found.documents as unknown[]).map(String),
      bidderName: typeof found.bidderName === 'string' ? found.bidderName : '',
      isKitSaved: found.isKitSaved === true,
      acknowledgement: readBase64(found.acknowledgement),
      receipt: readBase64(found.receipt),
      isWithdrawn: found.isWithdrawn === true,
      revocation: revocations.find(word => word === found.revocation) ?? 'none',
    };
  } catch {
    return null;
  }
}

export const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('bids', { create: true });

/** Writes the record; with it the sealed bytes count as finished. */
export async function saveSealed(bid: SealedBid): Promise<void> {
  const file = await (await folder()).getFileHandle(`${fileNameOf(bid)}.json`, { create: true });
  const writing = await file.createWritable(); // a copy that takes the file's place when it is closed
  await writing.write(printSealed(bid));
  await writing.close();
}

/** The sealed bids of a lot, the newest revision first. */
export async function sealedBids(session: string, lot: string): Promise<SealedBid[]> {
  const found = (await everySealed()).filter(bid => bid.session === session && bid.lot === lot);
  return found.sort((a, b) => b.revision - a.revision);
}

/** Everything that this browser holds, in no order. */
export async function everySealed(): Promise<SealedBid[]> {
  const found: SealedBid[] = [];
  for await (const handle of (await folder()).values()) {
    if (handle.kind !== 'file' || !handle.name.endsWith('.json')) continue;
    const bid = readSealed(await (await handle.getFile()).text());
    if (bid) found.push(bid);
  }
  return found;
}

/** The sealed bytes, read piece by piece when they are sent; null when they are gone. */
export async function sealedFile(bid: SealedBid): Promise<File | null> {
  try {
    const file = await (await (await folder()).getFileHandle(`${fileNameOf(bid)}.bid`)).getFile();
    return file.size === bid.sizeBytes ? file : null;
  } catch {
    return null;
  }
}

/** The sealed bytes are on the platform: their room is free again. */
export async function forgetFile(bid: SealedBid): Promise<void> {
  try {
    await (await folder()).removeEntry(`${fileNameOf(bid)}.bid`);
  } catch {
    /* it is gone already */
  }
}

export async function forgetSealed(bid: SealedBid): Promise<void> {
  await forgetFile(bid);
  try {
    await (await folder()).removeEntry(`${fileNameOf(bid)}.json`);
  } catch {
    /* it is gone already */
  }
}

/** Bytes that this browser still gives; null where it does not say. */
export async function roomBytes(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined ? null : quota - (usage ?? 0);
}
