// The archive of a draw as a file (docs/spec/archive.md, "Container"; docs/spec/draw.md, "Archive"): its streams and
// rows. Signed heads in it (V01–V06) are left to `trading verify`.
import { ascii, equal, hex, Reader, WireError, type Bytes } from '../../seal/bytes';
import { isHash } from '../../seal/names';
import { sha256 } from '../../sha256';

export interface DrawArchive {
  /** Events as they stand in the streams. */
  draw: string[];
  drawn: string[];
  /** Whether it is the supervisor's: names, and the paper of an external draw. */
  isFull: boolean;
  /** Names; of a full archive alone. */
  seated: string[];
  /** The signed paper of an external draw; of a full archive alone. */
  paper: Bytes | null;
  rows: [root: string, bytes: Uint8Array][];
}

export type ArchiveFault = 'notArchive' | 'damaged' | 'noDraw';

const magic = ascii('BLKARCH1');
const [publicKind, fullKind] = [1, 2];
const most = 64 << 20;
const mostEvents = 100_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The archive, or what is wrong with the file. */
export function readDrawArchive(file: Bytes): DrawArchive | ArchiveFault {
  if (file.length > most || !equal(file.subarray(0, magic.length), magic)) return 'notArchive';
  try {
    const { kind, members } = membersOf(file);
    if (!members.has('draw/events')) return 'noDraw';
    const archive: DrawArchive = {
      draw: leavesOf(members.get('draw/events')!),
      drawn: eventsOf(members.get('drawn') ?? new Uint8Array(4)),
      seated: eventsOf(members.get('seated') ?? new Uint8Array(4)),
      isFull: kind === fullKind,
      paper: members.get('paper') ?? null,
      rows: [],
    };
    for (const [name, bytes] of members)
      if (name.startsWith('rows/') && isHash(name.slice(5))) archive.rows.push([name.slice(5), bytes]);
    return archive;
  } catch (broken) {
    // TypeError: not UTF-8; SyntaxError: no JSON.
    if (broken instanceof WireError || broken instanceof TypeError || broken instanceof SyntaxError) return 'damaged';
    throw broken;
  }
}

function membersOf(file: Bytes): { kind: number; members: Map<string, Bytes> } {
  const end = file.length - 32;
  if (hex(sha256(file.subarray(0, end))) !== hex(file.subarray(end))) throw new WireError('another checksum');
  const reader = new Reader(file.slice(magic.length, end));
  const [version, kind] = [reader.u16(), reader.u8()];
  if (version !== 1 || ![publicKind, fullKind].includes(kind)) throw new WireError('another version');
  const members = new Map(reader.list(mostEvents, () => [reader.text(128), reader.varied(most)] as const));
  reader.end();
  return { kind, members };
}

// Each leaf is disclosed: 1 ‖ salt ‖ event.
const leavesOf = (member: Bytes): string[] =>
  listOf(member, reader => {
    if (reader.u8() !== 1) throw new WireError('a leaf is withheld');
    reader.fixed(32);
    return eventOf(reader);
  });

const eventsOf = (member: Bytes): string[] => listOf(member, eventOf);

// What it says is the fold's matter; that it is no event at all is said of the file.
function eventOf(reader: Reader): string {
  const text = utf8.decode(reader.varied(most));
  JSON.parse(text);
  return text;
}

function listOf(member: Bytes, read: (reader: Reader) => string): string[] {
  const reader = new Reader(member);
  const items = reader.list(mostEvents, () => read(reader));
  reader.end();
  return items;
}
