// The link of a notice: everything that its secret gives, worked out in the browser (docs/spec/notice.md, "Page"). The
// secret stands behind '#', which no browser sends.
import { ascii, fromHex, toHex, Writer, type Bytes } from '../seal/bytes';
import { WireReader } from '../wire';

/** What the page shows: times are UTC microseconds. */
export interface ShownNotice {
  place: string;
  roomAt: bigint;
  drawAt: bigint;
  /** 12 digits in groups of four: position and code. */
  digits: readonly [string, string, string];
}

export type Answer = 'Confirm' | 'Decline';

export interface NoticeLink {
  /** 32 hexadecimal digits: what the gateway knows the page by. */
  id: string;
  open: CryptoKey;
  keys: Readonly<Record<Answer, Bytes>>;
}

const tag = 'BidLock/1 draw link';
const nonceBytes = 12;
const mostPlaceBytes = 800;

/** The secret behind '#', or null; a full stop that a message glued to it does no harm. */
export function secretOf(hash: string): Bytes | null {
  const found = /^#([0-9a-f]{32})(?![0-9a-z])/i.exec(hash);
  return found && fromHex(found[1]!.toLowerCase());
}

/** All keys of a link. */
export async function linkOf(secret: Bytes): Promise<NoticeLink> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const by = (what: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: infoOf(what) });
  const bytes = async (what: string, count: number): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.deriveBits(by(what), base, 8 * count));
  return {
    id: toHex(await bytes('id', 16)),
    open: await crypto.subtle.deriveKey(by('open'), base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']),
    keys: { Confirm: await bytes('confirm', 32), Decline: await bytes('decline', 32) },
  };
}

/** What a page shows; throws where the link is another page's. */
export async function openPage(link: NoticeLink, page: Bytes): Promise<ShownNotice> {
  const cipher = { name: 'AES-GCM', iv: page.subarray(0, nonceBytes) };
  const plain = await crypto.subtle.decrypt(cipher, link.open, page.subarray(nonceBytes));
  const reader = new WireReader(new Uint8Array(plain));
  const [place, roomAt, drawAt] = [reader.text(mostPlaceBytes), reader.i64(), reader.i64()];
  const [position, code] = [String(reader.u32()).padStart(4, '0'), reader.text(8)];
  reader.end();
  if (!/^\d{4}$/.test(position) || !/^\d{8}$/.test(code)) throw new Error('no number of 12 digits');
  return { place, roomAt, drawAt, digits: [position, code.slice(0, 4), code.slice(4)] };
}

const infoOf = (what: string): Bytes => new Writer().u8(tag.length).fixed(ascii(tag)).varied(ascii(what)).done();
