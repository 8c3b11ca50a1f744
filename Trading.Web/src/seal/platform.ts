import { call, getJson, postJson, postNothing, Problem, putBytes } from '../api';
import { actMessage } from './acts';
import { readBase64, toBase64, type Bytes } from './bytes';
import { signAs, type Person, type Signer } from './person';
import { tagged } from './suite';
import { dropTicket, keepTicket, type Ticket } from '../ticket';
import { checkLock, LockProblem, withTerms, type Anchor, type Target } from './target';
import type { Publisher } from './terms';
import type { Json } from '../exact';
import type { TenderMark } from '../tender/mark';
import type { Declared } from './upload';

// What the pages say to the platform (docs/spec/http.md). Every call may be sent again. An answer that is not of its
// form is a broken platform, not a refusal.

export class BadAnswer extends Error {}

/**
 * A COMMIT without an answer after this time counts as lost: what became of it is asked, and saying it again is
 * harmless.
 */
const commitMs = 30_000;

export async function signInWithCertificate(person: Person): Promise<Ticket> {
  return kept(await postJson('/api/sign-in/certificate', await proofOf(person)));
}

/** Binds the certificate's key to the account whose password signed in. */
export async function bindKey(person: Person): Promise<void> {
  await postJson('/api/me/key', await proofOf(person));
}

// A challenge of the platform, answered with the certificate's key.
async function proofOf(person: Person): Promise<{ challenge: string; certificate: string; signature: string }> {
  const { challenge } = await postJson<{ challenge: string }>('/api/sign-in/challenge', {});
  const signature = await signAs(person, tagged('sign-in', bytesOf(challenge)));
  return { challenge, certificate: toBase64(person.certificate.der), signature: toBase64(signature) };
}

export const signInWithToken = async (token: string): Promise<Ticket> =>
  kept(await postJson('/api/sign-in/token', { token }));

export const signInWithPassword = async (user: string, password: string): Promise<Ticket> =>
  kept(await postJson('/api/sign-in/password', { user, password }));

/** A one-time password is changed first; the answer signs in. */
export const changePassword = async (user: string, password: string, newPassword: string): Promise<Ticket> =>
  kept(await postJson('/api/sign-in/password/change', { user, password, newPassword }));

export const mustChange = (cause: unknown): boolean =>
  cause instanceof Problem && cause.reason === 'MustChangePassword';

/**
 * Whom the ticket speaks for; `name` is null where only the answer to the sign-in told it (docs/spec/http.md, "Who am
 * I").
 */
export interface Me {
  kind: 'Certificate' | 'Password' | 'Token' | 'Trustee';
  user: string | null;
  name: string | null;
  roles: string[];
  /** The key that it acts with, a point of 65 bytes in base64; null for an account that has bound none. */
  key: string | null;
  /** The right to publish sessions, under this name and key; null without one. */
  publisher: Publisher | null;
}

/** Asks the platform; a ticket that it no longer knows is dropped, and the answer is null. */
export async function whoAmI(): Promise<Me | null> {
  try {
    const { kind, user, name, roles, key, publisher } = await getJson<
      Omit<Me, 'publisher'> & { publisher: { name: string; key: string | null } | null }
    >('/api/me');
    return {
      kind,
      user,
      name,
      roles,
      key,
      publisher: publisher
        ? { name: publisher.name, key: publisher.key === null ? null : bytesOf(publisher.key) }
        : null,
    };
  } catch (cause) {
    if (!isSignedOut(cause)) throw cause;
    dropTicket();
    return null;
  }
}

/** Ends the ticket on both sides; this side is done even where the platform does not answer. */
export async function signOut(): Promise<void> {
  try {
    await call('/api/sign-out', { method: 'POST' });
  } finally {
    dropTicket();
  }
}

/** The lot's lock, checked against a trust file or a kit; that of another session or lot is refused too. */
export async function fetchLock(anchor: Anchor, session: string, lot: string): Promise<Target> {
  const answer = await getJson<{ policy: string; certificate: string; terms: Json; tender: TenderMark }>(
    `/api/sessions/${session}/lots/${lot}/lock`,
  );
  const target = await checkLock(anchor, bytesOf(answer.policy), bytesOf(answer.certificate));
  if (target.policy.session !== session || target.policy.lot !== lot) throw new LockProblem('another');
  return withTerms(target, answer.terms, answer.tender);
}

/** The platform's own trust file: good for a demonstration on this machine, proof of nothing but self-consistency. */
export const platformTrust = async (): Promise<string> => (await call('/api/trust')).text();

/** Declares an envelope; one whose COMMIT was accepted before has its acknowledgement already. */
export async function declareUpload(
  session: string,
  lot: string,
  header: Bytes,
  partRoots: Bytes[][],
): Promise<Declared> {
  const body = { header: toBase64(header), partRoots: partRoots.map(roots => roots.map(toBase64)) };
  const answer = await postJson<{ upload: string; acknowledgement?: string | null }>(
    `/api/sessions/${session}/lots/${lot}/uploads`,
    body,
  );
  return {
    upload: answer.upload,
    acknowledgement: answer.acknowledgement == null ? null : bytesOf(answer.acknowledgement),
  };
}

export const missingParts = async (upload: string): Promise<boolean[][]> =>
  (await getJson<{ missing: boolean[][] }>(`/api/uploads/${upload}`)).missing;

/** `report` tells how many of the part's bytes have gone out. */
export const putPart = (
  upload: string,
  section: number,
  part: number,
  body: Blob,
  signal: AbortSignal,
  report: (sentBytes: number) => void,
): Promise<void> => putBytes(`/api/uploads/${upload}/parts/${section}/${part}`, body, signal, report);

export async function commitUpload(upload: string, signal: AbortSignal): Promise<Bytes> {
  const answer = await postNothing<{ acknowledgement: string }>(
    `/api/uploads/${upload}/commit`,
    AbortSignal.any([signal, AbortSignal.timeout(commitMs)]),
    signal,
  );
  return bytesOf(answer.acknowledgement);
}

/** The platform's word about an entry, for whoever knows its hash and without a ticket; null while there is none. */
export async function findEntry(entryHash: string, signal?: AbortSignal): Promise<Bytes | null> {
  try {
    const answer = await getJson<{ acknowledgement?: string }>(`/api/acknowledgements/${entryHash}`, signal);
    return answer.acknowledgement === undefined ? null : bytesOf(answer.acknowledgement);
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 404) return null;
    throw cause;
  }
}

/**
 * The newest revision of an entry's submission, where that is another one than the entry's; null else, and where nobody
 * knows.
 */
export async function supersedingRevision(entryHash: string, signal?: AbortSignal): Promise<number | null> {
  const { supersededBy } = await getJson<{ supersededBy?: number | null }>(
    `/api/acknowledgements/${entryHash}`,
    signal,
  );
  return supersededBy ?? null;
}

export async function sendWithdrawal(session: string, lot: string, statement: Bytes): Promise<Bytes | null> {
  const answer = await postJson<{ acknowledgement?: string }>(`/api/sessions/${session}/lots/${lot}/withdrawals`, {
    statement: toBase64(statement),
  });
  return answer.acknowledgement === undefined ? null : bytesOf(answer.acknowledgement);
}

/** One long poll: the receipt, or null while the witnesses have not signed. */
export async function pollReceipt(entryHash: string, signal?: AbortSignal): Promise<Bytes | null> {
  const { receipt } = await getJson<{ receipt?: string }>(`/api/receipts/${entryHash}`, signal);
  return receipt === undefined ? null : bytesOf(receipt);
}

/** Sends an act signed with the person's key, or with a bare key of 65 bytes. */
export async function sendAct(
  session: string,
  statement: Bytes,
  certificate: Bytes,
  sign: (message: Bytes) => Promise<Bytes>,
): Promise<void> {
  const signature = await sign(actMessage(statement));
  await postJson(`/api/sessions/${session}/acts`, {
    statement: toBase64(statement),
    certificate: toBase64(certificate),
    signature: toBase64(signature),
  });
}

export const sendActAs = (person: Person, session: string, statement: Bytes): Promise<void> =>
  asPerson(person, () => sendAct(session, statement, person.certificate.der, message => signAs(person, message)));

/** The unsigned record as the platform prints it. */
export const recordDraft = async (session: string): Promise<Bytes> =>
  new Uint8Array(await (await call(`/api/sessions/${session}/record?draft=true`)).arrayBuffer());

/** The attributes that the platform wants signed, as they came. */
export const recordAttributes = async (session: string, certificate: Bytes): Promise<Bytes> =>
  bytesOf(
    (
      await postJson<{ attributes: string }>(`/api/sessions/${session}/record/attributes`, {
        certificate: toBase64(certificate),
      })
    ).attributes,
  );

/** Whether a call may simply be said again: nobody answered, or the server had its own trouble. */
export const isPassing = (cause: unknown): boolean =>
  (cause instanceof Problem && (cause.status >= 500 || cause.status === 429 || cause.status === 408)) ||
  (cause instanceof Error && cause.name === 'Unreachable');

/** Does it, and once more after a new sign-in where the ticket had ended. */
export async function asPerson<T>(person: Signer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isSignedOut(cause)) throw cause;
    await ('enter' in person ? person.enter() : signInWithCertificate(person));
    return work();
  }
}

/** Whether the platform says that the deadline has passed. */
export const isTooLate = (cause: unknown): boolean => cause instanceof Problem && cause.reason === 'TooLate';

export const isSignedOut = (cause: unknown): boolean => cause instanceof Problem && cause.status === 401;

export function bytesOf(text: unknown): Bytes {
  const bytes = readBase64(text);
  if (!bytes) throw new BadAnswer('the platform answered with something that is not base64');
  return bytes;
}

function kept(ticket: Ticket): Ticket {
  if (typeof ticket?.ticket !== 'string') throw new BadAnswer('no ticket');
  const whole = { ticket: ticket.ticket, expiresAt: Number(ticket.expiresAt), name: String(ticket.name) };
  keepTicket(whole);
  return whole;
}
