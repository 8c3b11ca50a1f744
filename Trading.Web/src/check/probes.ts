// Whether this computer can bid, tried with what a bid is made with: the sealer in its worker, the browser's own files,
// the platform's clock, a megabyte sent.
import { call } from '../api';
import { serverClock } from '../serverTime';
import { drawSubmissionKey } from '../seal/kit';
import { encapsulate, drawEphemeral } from '../seal/keys';
import { sealInWorker } from '../seal/sealing';
import { folder, roomBytes } from '../seal/store';
import { hex } from '../seal/bytes';
import { random, readPrivateKey, sign, verify } from '../seal/suite';
import { sizeText } from '../person/sizes';
import { judgeClock, judgeRoom, judgeSpeed, minutesFor, type Verdict } from './judge';

export interface Outcome {
  verdict: Verdict;
  /** What was measured, for the words of the line. */
  values?: Record<string, string | number>;
}

export const probeNames = ['secure', 'crypto', 'seal', 'room', 'clock', 'speed'] as const;
export type ProbeName = (typeof probeNames)[number];

const mib = 1 << 20;
const sealedBytes = 4 * mib;
const exampleBytes = 100 * mib;
const patienceMs = 60_000;

/** Runs one probe; whatever it throws is a computer that cannot do it. */
export async function probe(name: ProbeName): Promise<Outcome> {
  try {
    return await Promise.race([probes[name](), tooSlow()]);
  } catch (cause) {
    return { verdict: 'fail', values: { why: cause instanceof Error ? cause.message : String(cause) } };
  }
}

/** Reads a file as sealing does, piece by piece to its end. */
export async function readWhole(file: File): Promise<Outcome> {
  try {
    for (let at = 0; at < file.size; at += sealedBytes) await file.slice(at, at + sealedBytes).arrayBuffer();
    return { verdict: file.size > 0 ? 'pass' : 'fail', values: { name: file.name, size: sizeText(file.size) } };
  } catch {
    return { verdict: 'fail', values: { name: file.name, size: sizeText(file.size) } };
  }
}

const probes: Record<ProbeName, () => Promise<Outcome>> = {
  secure: async () => ({ verdict: globalThis.isSecureContext && crypto.subtle ? 'pass' : 'fail' }),
  crypto: async () => {
    const { key, point, pkcs8 } = await drawSubmissionKey();
    const [message, restored] = [random(32), await readPrivateKey(pkcs8)];
    const isSigned = await verify(point, message, await sign(restored ?? key, message));
    const { shared } = await encapsulate(point, await drawEphemeral());
    return { verdict: isSigned && restored && shared.length === 32 ? 'pass' : 'fail' };
  },
  seal: sealSomething,
  room: async () => {
    const bytes = await roomBytes();
    return { verdict: judgeRoom(bytes), values: { room: bytes === null ? '?' : sizeText(bytes) } };
  },
  clock: async () => {
    await serverClock.measure();
    const ahead = serverClock.wallAheadMs ?? 0;
    const seconds = Math.abs(ahead / 1000).toFixed(1);
    return { verdict: judgeClock(ahead), values: { seconds, error: Math.ceil(serverClock.errorMs ?? 0) } };
  },
  speed: async () => {
    const began = performance.now();
    await call('/api/speed', {
      method: 'POST',
      body: new Blob([random(64 * 1_024), new Uint8Array(mib - 64 * 1_024)]),
      headers: { 'Content-Type': 'application/octet-stream' },
    });
    const perSecond = (mib / Math.max(performance.now() - began, 1)) * 1000;
    const values = { speed: sizeText(perSecond), minutes: minutesFor(exampleBytes, perSecond) };
    return { verdict: judgeSpeed(perSecond), values };
  },
};

// A bid of four megabytes for a key that nobody keeps, sealed as every bid is (worker, files of this browser), opened
// once by the sealer itself, and removed.
async function sealSomething(): Promise<Outcome> {
  const name = `check-${hex(random(8))}`;
  const { key, point } = await drawSubmissionKey();
  const began = performance.now();
  try {
    const { sizeBytes } = await sealInWorker(
      {
        name,
        documents: [new File([new Uint8Array(sealedBytes)], name)],
        request: {
          recipient: point,
          lockId: random(32),
          contextHash: random(32),
          submissionKey: key,
          submissionPoint: point,
          submissionId: random(16),
          revision: 1,
          record: random(64),
          recordSizeBytes: 4_096,
        },
      },
      () => undefined,
    );
    const perSecond = (sizeBytes / Math.max(performance.now() - began, 1)) * 1000;
    return { verdict: 'pass', values: { speed: sizeText(perSecond) } };
  } finally {
    await (await folder()).removeEntry(`${name}.bid`).catch(() => undefined);
  }
}

const tooSlow = () =>
  new Promise<Outcome>(resolve => setTimeout(() => resolve({ verdict: 'fail', values: { why: '60 s' } }), patienceMs));
