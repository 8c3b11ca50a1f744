import { equal, readBase64, textBytes, type Bytes } from './bytes';
import { readX509, type Certificate } from './certificate';
import { isName, type Policy } from './policy';
import { pointOfSpki } from './spki';
import { isPoint } from './suite';

// The trust file (docs/spec/policy.md, "Trust file"): whom the user trusts, obtained outside the platform. One
// spelling.

export interface TrustedTrustee {
  name: string;
  signingKey: Bytes;
  staticKey: Bytes;
}
const officeKinds = ['custodian', 'gateway', 'gate'] as const;
/** An office of draws: its two keys are of the same kinds as a trustee's. */
export interface TrustedOffice extends TrustedTrustee {
  kind: (typeof officeKinds)[number];
}
export interface TrustFile {
  platforms: { name: string; signingKey: Bytes }[];
  trustees: TrustedTrustee[];
  authorities: { name: string; certificate: Certificate }[];
  offices: TrustedOffice[];
}

/**
 * What is wrong: line ends of another system, a line of another kind, another order or spelling, a key that is no
 * point, a name that stands twice.
 */
export class TrustProblem extends Error {
  constructor(
    readonly code: 'crlf' | 'line' | 'end' | 'order' | 'name' | 'key' | 'size',
    readonly line = 0,
  ) {
    super(`trust file: ${code} ${line}`);
  }
}

export async function readTrust(text: string): Promise<TrustFile> {
  if (text.length > 1 << 20) throw new TrustProblem('size');
  if (text.includes('\r')) throw new TrustProblem('crlf');
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new TrustProblem('end', lines.length + 1);
  const file: TrustFile = { platforms: [], trustees: [], authorities: [], offices: [] };
  for (const [i, line] of lines.entries()) await add(file, line.split(' '), i + 1);
  const sorted = lines.every((line, i) => i === 0 || compare(lines[i - 1]!, line) < 0);
  if (!sorted) throw new TrustProblem('order');
  return file;
}

/** A policy is covered when its platform key is a platform line's and each trustee's two keys stand under its name. */
export function covers(trust: TrustFile, policy: Policy): boolean {
  const known = (name: string) => trust.trustees.find(t => t.name === name);
  return (
    trust.platforms.some(p => equal(p.signingKey, policy.platformKey)) &&
    policy.trustees.every(t => {
      const line = known(t.name);
      return line !== undefined && equal(line.signingKey, t.signingKey) && equal(line.staticKey, t.staticKey);
    })
  );
}

async function add(file: TrustFile, words: string[], line: number): Promise<void> {
  const [kind, name, first, second, ...more] = words;
  const office = officeKinds.find(word => word === kind);
  if (kind !== 'platform' && kind !== 'trustee' && kind !== 'ca' && !office) throw new TrustProblem('line', line);
  const hasTwoKeys = kind === 'trustee' || office !== undefined;
  if (name === undefined || more.length > 0 || hasTwoKeys !== (second !== undefined))
    throw new TrustProblem('line', line);
  const bytes = readBase64(first);
  if (!isName(name) || namesOf(file, kind).includes(name)) throw new TrustProblem('name', line);
  if (kind === 'ca') {
    const certificate = bytes && readX509(bytes);
    if (!certificate) throw new TrustProblem('key', line);
    file.authorities.push({ name, certificate });
    return;
  }
  const signingKey = await asPoint(bytes && pointOfSpki(bytes), line);
  if (kind === 'platform') {
    file.platforms.push({ name, signingKey });
    return;
  }
  const keys = { name, signingKey, staticKey: await asPoint(readBase64(second), line) };
  if (office) file.offices.push({ kind: office, ...keys });
  else file.trustees.push(keys);
}

const namesOf = (file: TrustFile, kind: string | undefined): string[] => {
  if (kind === 'platform') return file.platforms.map(entry => entry.name);
  if (kind === 'trustee') return file.trustees.map(entry => entry.name);
  if (kind === 'ca') return file.authorities.map(entry => entry.name);
  return file.offices.filter(entry => entry.kind === kind).map(entry => entry.name);
};

async function asPoint(point: Bytes | null, line: number): Promise<Bytes> {
  if (!point || !(await isPoint(point))) throw new TrustProblem('key', line);
  return point;
}

function compare(a: string, b: string): number {
  const [x, y] = [textBytes(a), textBytes(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
}
