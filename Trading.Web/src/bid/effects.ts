import { platformTime, Problem } from '../api';
import { Trouble } from '../person/explain';
import { sizeText } from '../person/sizes';
import { isAnchored } from '../seal/certificate';
import { fromHex, hex } from '../seal/bytes';
import { readSignedHeader, signWithdrawal, type SectionEntry } from '../seal/header';
import { openKitKey, type Kit } from '../seal/kit';
import { pause, pauseMs } from '../seal/line';
import { contextHash } from '../seal/names';
import {
  commitUpload,
  declareUpload,
  fetchLock,
  findEntry,
  isPassing,
  isSignedOut,
  isTooLate,
  missingParts,
  putPart,
  sendWithdrawal,
  signInWithCertificate,
  supersedingRevision,
} from '../seal/platform';
import { readPolicy, type Policy } from '../seal/policy';
import { sealBid } from '../seal/sealing';
import { forgetSealed, roomBytes, sealedFile, type SealedBid } from '../seal/store';
import type { Target } from '../seal/target';
import { partsOf, pieceOf } from '../seal/upload';
import type { Ask, Bidding, Said } from './bidding';
import { askReceipt, checkedAcknowledgement, lockOfKit } from './complete';
import type { Holding } from './holding';
import { namingOf, saveKit } from './kits';
import type { Heard, How, WayAsk } from './way';

// What is asked for, done: one call to the platform, the worker or the disk, and what became of it as something said.
// Everything that the platform says is checked before it is kept, and kept before it is said.

export interface Effects {
  session: string;
  lot: string;
  holding: Holding;
  /** The platform's time in microseconds, as near as it is known. */
  now(): bigint;
}

/** Does one thing; whatever goes wrong is said too. `tell` is for progress. */
export async function perform(
  effects: Effects,
  bidding: Bidding,
  ask: Ask,
  signal: AbortSignal,
  tell: (said: Said) => void,
): Promise<Said | null> {
  try {
    return isOfWay(ask)
      ? { said: 'heard', heard: await onTheWay(effects, bidding.way!.entry, ask, signal, tell) }
      : await atThePage(effects, bidding, ask, signal, tell);
  } catch (cause) {
    if (!isOfWay(ask)) return { said: 'failed', ask: ask.ask, cause };
    const part = ask.ask === 'put' ? ask.part : null;
    return { said: 'heard', heard: { heard: 'refused', how: howOf(cause), cause, part } };
  }
}

const ofPage = ['read', 'lock', 'seal', 'keep', 'leaveLock', 'sign', 'newer', 'signIn', 'download', 'guard', 'forget'];
type PageAsk = Exclude<Ask, WayAsk> | { readonly ask: 'forget' };
const isOfWay = (ask: Ask): ask is Exclude<WayAsk, { ask: 'forget' }> => !ofPage.includes(ask.ask);

export function howOf(cause: unknown): How {
  if (isPassing(cause)) return 'passing';
  if (isTooLate(cause)) return 'late';
  if (isSignedOut(cause)) return 'signedOut';
  if (cause instanceof Problem && cause.reason === 'Incomplete') return 'incomplete';
  return cause instanceof Trouble && cause.code === 'sealedGone' ? 'gone' : 'final';
}

async function onTheWay(
  { session, lot, holding }: Effects,
  entry: SealedBid,
  ask: Exclude<WayAsk, { ask: 'forget' }>,
  signal: AbortSignal,
  tell: (said: Said) => void,
): Promise<Heard> {
  const acknowledged = async (bytes: SealedBid['acknowledgement']): Promise<Heard> => {
    const acknowledgement = await checkedAcknowledgement(bytes!, await policyOf(entry), entry.entryHash);
    return { heard: 'entry', entry: await holding.settle({ ...entry, acknowledgement }) };
  };
  switch (ask.ask) {
    case 'find': {
      const found = await findEntry(entry.entryHash, signal);
      return found ? acknowledged(found) : { heard: 'none' };
    }
    case 'declare': {
      const { upload, acknowledgement } = await declareUpload(session, lot, entry.header, entry.partRoots);
      return acknowledgement ? acknowledged(acknowledgement) : { heard: 'declared', upload };
    }
    case 'missing':
      return { heard: 'missing', parts: partsOf(await sectionsOf(entry), await missingParts(ask.upload)) };
    case 'put': {
      const { section, part } = ask.part;
      const piece = pieceOf(await sectionsOf(entry), await fileOf(entry), ask.part);
      await putPart(ask.upload, section, part, piece, signal, sentBytes => {
        if (!signal.aborted) tell({ said: 'heard', heard: { heard: 'sending', part: ask.part, sentBytes } });
      });
      return { heard: 'put', part: ask.part };
    }
    case 'commit':
      return acknowledged(await commitUpload(ask.upload, signal));
    case 'time':
      return { heard: 'time', isOver: (await platformTime()) > Number((await policyOf(entry)).closeAt) };
    case 'say': {
      const bytes = await sendWithdrawal(session, lot, entry.header);
      if (bytes) return acknowledged(bytes);
      return { heard: 'revoked', entry: await holding.settle({ ...entry, revocation: 'recorded' }) };
    }
    case 'receipt': {
      const receipt = await askReceipt(entry.entryHash, await policyOf(entry), signal);
      return { heard: 'receipt', entry: receipt && (await holding.keep({ ...entry, receipt })) };
    }
    case 'pause':
      await pause(pauseMs(ask.tries), signal);
      return { heard: 'paused', part: ask.part };
    case 'rest':
      await pause(ask.ms, signal);
      return { heard: 'paused', part: null };
  }
}

async function atThePage(
  effects: Effects,
  bidding: Bidding,
  ask: PageAsk,
  signal: AbortSignal,
  tell: (said: Said) => void,
): Promise<Said | null> {
  const { holding } = effects;
  const { doing, way } = bidding;
  switch (ask.ask) {
    case 'read':
      return { said: 'read', bids: await holding.bids() };
    case 'lock':
      return locked(effects, bidding);
    case 'seal':
      return doing.at === 'sealing' ? sealed(bidding, doing, holding, signal, tell) : null;
    case 'keep':
      return doing.at === 'keeping' ? { said: 'kept', bid: await holding.keep(doing.bid) } : null;
    case 'leaveLock':
      return doing.at === 'leaving' ? leaveLocked(effects, doing) : null;
    case 'sign':
      return doing.at === 'leaving' ? signed(effects, bidding, doing) : null;
    case 'newer':
      return { said: 'newer', revision: await supersedingRevision(way!.entry.entryHash, signal) };
    case 'signIn':
      await signInWithCertificate(bidding.person!);
      return { said: 'signedIn' };
    case 'download':
      saveKit(bidding.download!, namingOf(bidding));
      return { said: 'downloaded' };
    case 'guard':
      await holding.guard(signal);
      return null;
    case 'forget':
      await holding.forget(way!.entry);
      return { said: 'forgotten' };
  }
}

async function locked({ session, lot, now }: Effects, { trust, person, lot: facts }: Bidding): Promise<Said> {
  const target = await fetchLock(trust!.file, session, lot);
  // Since version 2 of policies a certificate is judged when its bid arrives, before that at the opening.
  const at = target.policy.version >= 2 ? now() : BigInt(Math.round(facts?.closeAt ?? 0));
  const authorities = trust!.file.authorities.map(authority => authority.certificate);
  const isKnown = await isAnchored(person!.certificate, authorities, at);
  return { said: 'locked', lock: { target, isAnchored: isKnown } };
}

type At<T extends Bidding['doing']['at']> = Extract<Bidding['doing'], { at: T }>;

async function sealed(
  { lock, person }: Bidding,
  { filled, documents, replaces }: At<'sealing'>,
  holding: Holding,
  signal: AbortSignal,
  tell: (said: Said) => void,
): Promise<Said | null> {
  const size = documents.reduce((sum, file) => sum + file.size, 0);
  const room = await roomBytes();
  if (room !== null && room < size + (1 << 20))
    throw new Trouble('noRoom', { need: sizeText(size), have: sizeText(room) }, '', 'free-room');
  const report = (done: number, of: number) => {
    if (!signal.aborted) tell({ said: 'sealing', done, of });
  };
  const { bid, kit } = await sealBid(lock!.target, person!, filled, [...documents], replaces, report);
  if (signal.aborted) {
    await forgetSealed(bid); // the deadline passed, or the page is left: nobody will send it
    return null;
  }
  await holding.keep(bid);
  return { said: 'sealed', kit, bid };
}

async function leaveLocked({ session, lot }: Effects, { kit }: At<'leaving'>): Promise<Said> {
  return { said: 'leaveLocked', target: await lockOfKit(kit!, session, lot) };
}

// The statement is kept before it is sent, so that the same one is asked for and said again. The lock is the bid's
// where this browser holds it, else one that was checked against the kit just now.
async function signed({ holding }: Effects, { bids }: Bidding, leaving: At<'leaving'>): Promise<Said> {
  const kit = leaving.kit!;
  const isRevocation = leaving.what === 'revocation';
  const own = await openKitKey(kit);
  if (!own) throw new Trouble('kitUnreadable', {}, 'spec:envelope', 'check-submission-kit');
  const before = bids.find(bid => bid.submission === kit.submission && !bid.isWithdrawn);
  const lock = before ?? lockOf(leaving.target);
  const kept = bids.find(
    bid =>
      bid.submission === kit.submission &&
      bid.isWithdrawn &&
      bid.revision === kit.revision + 1 &&
      (bid.revocation !== 'none') === isRevocation,
  );
  const statement = kept ?? (await statementOf(kit, own, lock, isRevocation));
  return { said: 'statement', bid: await holding.keep(statement) };
}

type Before = Pick<SealedBid, 'policy' | 'certificate' | 'bidderName'>;

function lockOf(target: Target | null): Before {
  if (!target) throw new Trouble('noLock', {}, 'spec:lock', 'get-trust-file');
  return { policy: target.policyBytes, certificate: target.certificateBytes, bidderName: '' };
}

async function statementOf(
  kit: Kit,
  own: { key: CryptoKey; point: Uint8Array<ArrayBuffer> },
  lock: Before,
  isRevocation: boolean,
): Promise<SealedBid> {
  const { session, lot, submission } = kit;
  const statement = await signWithdrawal(
    own.key,
    own.point,
    kit.lockId,
    await contextHash(session, lot),
    fromHex(submission),
    kit.revision + 1,
  );
  return {
    session,
    lot,
    submission,
    revision: statement.revision,
    entryHash: hex(statement.entryHash),
    sizeBytes: 0,
    header: statement.bytes,
    partRoots: [],
    policy: lock.policy,
    certificate: lock.certificate,
    documents: [],
    bidderName: lock.bidderName,
    isKitSaved: true,
    acknowledgement: null,
    receipt: null,
    isWithdrawn: true,
    revocation: isRevocation ? 'said' : 'none',
  };
}

const gone = (rule: string) => new Trouble('sealedGone', {}, rule, 'seal-again');

async function policyOf(entry: SealedBid): Promise<Policy> {
  const policy = await readPolicy(entry.policy);
  if (typeof policy === 'string') throw gone('spec:policy');
  return policy;
}

async function sectionsOf(entry: SealedBid): Promise<SectionEntry[]> {
  const signed = await readSignedHeader(entry.header);
  if (typeof signed === 'string') throw gone('spec:envelope');
  return signed.header.sections;
}

async function fileOf(entry: SealedBid): Promise<File> {
  const file = await sealedFile(entry);
  if (!file) throw gone('spec:envelope');
  return file;
}
