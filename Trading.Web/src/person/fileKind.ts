import { readX509 } from '../seal/certificate';
import { readPrivateKey } from '../seal/suite';
import { Trouble } from './explain';

// A file in another one's place is named for what it is.

export const kinds = ['kit', 'trust', 'key', 'certificate', 'pem', 'sealed', 'pdf'] as const;
export type FileKind = (typeof kinds)[number];

/** What the file's bytes are, as far as the first look tells; null for anything else. */
export async function kindOf(bytes: Uint8Array<ArrayBuffer>): Promise<FileKind | null> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  if (head.startsWith('%PDF')) return 'pdf';
  if (head.startsWith('-----BEGIN ')) return 'pem';
  if (/^\s*\{[^]*"trading-kit\//.test(head)) return 'kit';
  if (/^(ca|platform|trustee) \S+ \S+/m.test(head) && !head.startsWith('{')) return 'trust';
  if (head.startsWith('BLK1')) return 'sealed';
  if (bytes.length > mostKeyBytes) return null;
  if (readX509(bytes)) return 'certificate';
  const copy = bytes.slice();
  const isKey = (await readPrivateKey(copy)) !== null;
  copy.fill(0);
  return isKey ? 'key' : null;
}

/** What a place takes; a person's place takes key and certificate. */
export type Wanted = 'trust' | 'kit' | 'person';

const taken: Record<Wanted, readonly FileKind[]> = {
  trust: ['trust'],
  kit: ['kit'],
  person: ['key', 'certificate', 'pem'],
};
const nexts: Record<Wanted, string> = {
  trust: 'choose-the-trust-file',
  kit: 'choose-the-kit',
  person: 'choose-key-files',
};

/** What the file is; throws the trouble that names one which belongs elsewhere. One that is nothing known passes. */
export async function refuseOther(file: File, wanted: Wanted): Promise<FileKind | null> {
  const kind = await kindOf(new Uint8Array(await file.slice(0, mostKeyBytes + 1).arrayBuffer()));
  if (kind && !taken[wanted].includes(kind)) throw new Trouble(`file_${kind}`, { name: file.name }, '', nexts[wanted]);
  return kind;
}

const mostKeyBytes = 65_536;
