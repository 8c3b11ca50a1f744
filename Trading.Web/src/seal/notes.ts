import { ascii, equal, isWellFormed, join, readBase64, textBytes, toBase64, type Bytes } from './bytes';
import { sha256, signatureBytes, suiteId, tagged, verify, type Tag } from './suite';

// Signed notes, checkpoints and cosignatures (docs/spec/streams.md, "Notes" to "Cosignatures").

export interface NoteLine {
  name: string;
  keyId: Bytes;
  signature: Bytes;
}
export interface Note {
  text: string;
  lines: NoteLine[];
}
export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Bytes;
}
export interface NoteKey {
  name: string;
  kind: 'note' | 'cosignature';
  point: Bytes;
  keyId: Bytes;
}
export type CheckpointVerdict =
  'Valid' | 'NotACheckpoint' | 'WrongOrigin' | 'LogSignatureWrong' | 'CosignatureWrong' | 'TooFewCosignatures';

const timeBytes = 8;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export async function noteKey(name: string, point: Bytes, kind: 'note' | 'cosignature'): Promise<NoteKey> {
  const type = join(Uint8Array.of(0xff), ascii(`BidLock/1 ${kind}`), Uint8Array.of(suiteId >> 8, suiteId & 255));
  return {
    name,
    kind,
    point,
    keyId: (await sha256(join(textBytes(name), Uint8Array.of(10), type, point))).slice(0, 4),
  };
}

/** The note of bytes in its one spelling; null for anything else. */
export function readNote(bytes: Bytes): Note | null {
  const whole = bytes.length <= 65_536 ? decode(bytes) : null;
  if (!whole?.endsWith('\n')) return null;
  const gap = whole.lastIndexOf('\n\n');
  const text = whole.slice(0, gap + 1);
  if (gap < 0 || gap + 2 === whole.length || !isClean(text, true)) return null;
  const lines = whole
    .slice(gap + 2, -1)
    .split('\n')
    .map(readLine);
  if (lines.length > 64 || lines.some(line => line === null)) return null;
  const known = lines as NoteLine[];
  const distinct = new Set(known.map(line => `${line.name} ${line.keyId}`)).size === known.length;
  return distinct ? { text, lines: known } : null;
}

export function readCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  const hash = readBase64(root);
  if (origin === undefined || !isKeyName(origin) || !/^(0|[1-9]\d{0,18})$/.test(size ?? '') || hash?.length !== 32)
    return null;
  const leaves = BigInt(size!);
  const extended = extensions.length <= 16 && extensions.every(line => line !== '' && isClean(line, false));
  return extended && leaves < 2n ** 63n ? { origin, size: leaves, root: hash } : null;
}

/**
 * First fault of a note as a cosigned head of one log. A witness counts once, by its point; a wrong line of a known one
 * spoils the note.
 */
export async function judge(
  note: Note,
  origin: string,
  log: NoteKey,
  witnesses: readonly NoteKey[],
  threshold: number,
): Promise<CheckpointVerdict> {
  const head = readCheckpoint(note.text);
  if (!head) return 'NotACheckpoint';
  if (head.origin !== origin) return 'WrongOrigin';
  const own = find(note, log);
  if (!own || !(await verify(log.point, taggedText('note', note.text), own.signature))) return 'LogSignatureWrong';
  let count = 0;
  for (const witness of distinctByPoint(witnesses)) {
    const line = find(note, witness);
    if (!line) continue;
    if (!(await isCosignature(note.text, witness, line))) return 'CosignatureWrong';
    count++;
  }
  return count >= threshold ? 'Valid' : 'TooFewCosignatures';
}

async function isCosignature(text: string, witness: NoteKey, line: NoteLine): Promise<boolean> {
  const time = timeOf(line);
  if (time === null) return false;
  const message = taggedText('cosignature', `cosignature/v1\ntime ${time}\n${text}`);
  return verify(witness.point, message, line.signature.slice(timeBytes));
}

/**
 * The second, POSIX, of a cosignature line under this name, with its end of line; null for anything else. The signature
 * is not checked.
 */
export function cosignedAt(line: string, name: string): bigint | null {
  const read = line.endsWith('\n') ? readLine(line.slice(0, -1)) : null;
  return read?.name === name ? timeOf(read) : null;
}

function timeOf({ signature }: NoteLine): bigint | null {
  if (signature.length !== timeBytes + signatureBytes) return null;
  const time = new DataView(signature.buffer).getBigInt64(0);
  return time >= 0n ? time : null;
}

const taggedText = (tag: Tag, text: string): Bytes => tagged(tag, textBytes(text));
const find = (note: Note, key: NoteKey): NoteLine | undefined =>
  note.lines.find(line => line.name === key.name && equal(line.keyId, key.keyId));
const distinctByPoint = (keys: readonly NoteKey[]): NoteKey[] =>
  [...new Map([...keys].reverse().map(key => [toBase64(key.point), key])).values()].reverse();

function readLine(line: string): NoteLine | null {
  const found = /^— ([^ ]+) ([^ ]+)$/u.exec(line);
  const bytes = found && isKeyName(found[1]!) ? readBase64(found[2]) : null;
  return bytes && bytes.length > 4 ? { name: found![1]!, keyId: bytes.slice(0, 4), signature: bytes.slice(4) } : null;
}

const isKeyName = (name: string): boolean =>
  name !== '' && isClean(name, false) && !/[\p{White_Space}+]/u.test(name) && textBytes(name).length <= 255;

// Control characters (U+0000–U+001F, U+007F–U+009F) would let a screen show another text than was signed.
const isClean = (text: string, allowNewline: boolean): boolean =>
  isWellFormed(text) && !(allowNewline ? /[^\P{Cc}\n]/u : /\p{Cc}/u).test(text);

function decode(bytes: Bytes): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
