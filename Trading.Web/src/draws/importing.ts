// A draw of another system on its way into the platform (docs/spec/draw.md, "External draws"), as Trading.Cli/Draws
// does it: host and supervisor sign the same bytes, on one machine or each on the own one. What goes from one to the
// other is a file without any identity number and without the salt, which goes beside it.
import { download } from '../person/sizes';
import { Trouble } from '../person/explain';
import { sealBox } from '../seal/box';
import { equal, hex, join, readBase64, toBase64, Writer, type Bytes } from '../seal/bytes';
import { signAs, type Person } from '../seal/person';
import { tagged, verify } from '../seal/suite';
import type { TrustFile } from '../seal/trust';
import { hashImport, passesGates, printImport, readImport, type ExternalImport } from './externalImport';
import { chance, officeOf, requestOf, risingHashes, type AskDraft, type Chance } from './publication';
import { hashSalt, saltBytes } from './request';

export interface ImportDraft extends AskDraft {
  system: string;
  number: string;
  /** Identity numbers: hashed here, and never sent. */
  experts: string[];
  paper: Paper;
}
/** The signed paper by its hash and size: not a byte of it goes out before everybody has come. */
export interface Paper {
  hash: Bytes;
  bytes: number;
}

/** What is signed and sent: `signatures` as far as they are there. */
export interface Import {
  draw: string;
  facts: ExternalImport;
  bytes: Bytes;
  gateSalt: Bytes;
  host: Bytes | null;
  supervisor: Bytes | null;
}

/** The host's two things: what is signed, and the salt, without which no paper is ever handed in. */
export async function makeImport(
  draft: ImportDraft,
  trust: TrustFile,
  host: Bytes,
  { id, salt, ephemerals = [] }: Chance = chance(),
): Promise<{ made: Import; salt: Bytes }> {
  const gate = officeOf(trust, 'gate')!;
  const facts: ExternalImport = {
    request: await requestOf(draft, hex(id), salt),
    system: draft.system,
    number: draft.number,
    experts: await risingHashes(salt, draft.experts),
    paperHash: draft.paper.hash,
    paperBytes: draft.paper.bytes,
    platform: trust.platforms[0]!.signingKey,
    gate: gate.signingKey,
    host,
    supervisor: draft.supervisor,
    drill: draft.drill,
  };
  const bytes = printImport(facts);
  const gateSalt = await sealBox(gate.staticKey, 'draw sealed salt', await hashImport(bytes), salt, ephemerals[0]);
  return { made: { draw: facts.request.draw, facts, bytes, gateSalt, host: null, supervisor: null }, salt };
}

/** What host and supervisor sign ("Statements"). */
export async function importStatement({ bytes, gateSalt }: Pick<Import, 'bytes' | 'gateSalt'>): Promise<Bytes> {
  return join(await hashImport(bytes), new Writer().varied(gateSalt).done());
}

export async function signImport(made: Import, role: 'host' | 'supervisor', person: Person): Promise<Import> {
  return { ...made, [role]: await signAs(person, tagged('draw import', await importStatement(made))) };
}

export const bodyOf = ({ draw, bytes, gateSalt, host, supervisor }: Import) => ({
  draw,
  import: toBase64(bytes),
  gateSalt: toBase64(gateSalt),
  hostSignature: host ? toBase64(host) : '',
  supervisorSignature: supervisor ? toBase64(supervisor) : '',
});

// The file. It holds what the platform is sent, so the command line reads and writes the same one.
const format = 'trading-import/1';
/** Base64 of a request of 128 KiB with what stands beside it. */
export const importFileBytes = 512 << 10;
const boxBytes = 113;
const signatureBytes = 64;

export const printImportFile = (made: Import): string => `${JSON.stringify({ format, ...bodyOf(made) }, null, 2)}\n`;

/**
 * What a file holds; throws the trouble that says why it is none. Every signature in it holds, the rules let it stand,
 * and platform and gate are those of the trust file.
 */
export async function readImportFile(text: string, trust: TrustFile): Promise<Import> {
  const made = parse(text);
  if (!made) throw new Trouble('drawImport.trouble.notImport', {}, 'spec:draw', 'drawImport.next.file');
  const { facts } = made;
  const knowsGate = trust.offices.some(o => o.kind === 'gate' && equal(o.signingKey, facts.gate));
  if (!knowsGate || !trust.platforms.some(p => equal(p.signingKey, facts.platform)))
    throw new Trouble('drawImport.trouble.untrusted', {}, 'spec:policy', 'get-trust-file');
  if (!passesGates(facts)) throw new Trouble('drawImport.trouble.gates', {}, 'spec:draw', 'drawImport.next.anew');
  const message = tagged('draw import', await importStatement(made));
  for (const role of ['host', 'supervisor'] as const) {
    const signature = made[role];
    if (signature && !(await verify(facts[role], message, signature)))
      throw new Trouble('drawImport.trouble.signature', {}, 'spec:draw', 'drawImport.next.anew');
  }
  return made;
}

function parse(text: string): Import | null {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  const of = (key: string) => readBase64(body?.[key]);
  const [bytes, gateSalt, host, supervisor] = [
    of('import'),
    of('gateSalt'),
    of('hostSignature'),
    of('supervisorSignature'),
  ];
  if (body?.['format'] !== format || !bytes || gateSalt?.length !== boxBytes || !host || !supervisor) return null;
  const facts = readImport(bytes);
  const isSound = (signature: Bytes) => signature.length === 0 || signature.length === signatureBytes;
  if (!facts || body['draw'] !== facts.request.draw || !isSound(host) || !isSound(supervisor)) return null;
  const signed = (signature: Bytes) => (signature.length > 0 ? signature : null);
  return {
    draw: facts.request.draw,
    facts,
    bytes,
    gateSalt,
    host: signed(host),
    supervisor: signed(supervisor),
  };
}

/** Names of what is saved: which draw they belong to is read from them. */
export const importName = (draw: string): string => `draw-${draw.slice(0, 8)}.import`;
export const saltName = (draw: string): string => `draw-${draw.slice(0, 8)}.salt`;

export const saveImport = (made: Import): void => download(importName(made.draw), printImportFile(made));
export const saveSalt = (draw: string, salt: Bytes): void => download(saltName(draw), salt, 'application/octet-stream');

/** The salt of a chosen file; a trouble where it is another draw's, or no salt. */
export async function readSalt(file: File, facts: Pick<ExternalImport, 'request'>): Promise<Bytes> {
  const salt = file.size === saltBytes ? new Uint8Array(await file.arrayBuffer()) : null;
  if (salt && equal(await hashSalt(salt), facts.request.personSaltHash)) return salt;
  throw new Trouble('drawImport.trouble.salt', { name: file.name }, 'spec:draw', 'drawImport.next.salt');
}

/** Whether these numbers, all of them and no other, are the experts that were signed. */
export async function areExperts(facts: ExternalImport, salt: Bytes, ids: readonly string[]): Promise<boolean> {
  const hashes = await risingHashes(salt, ids);
  return hashes.length === facts.experts.length && hashes.every((hash, i) => equal(hash, facts.experts[i]!));
}
