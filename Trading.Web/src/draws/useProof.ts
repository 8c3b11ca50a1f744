// The checks of a draw, run beside the page: what each found, which one runs and how far it is.
import { onScopeDispose, shallowRef } from 'vue';
import { call, Problem } from '../api';
import type { TrustFile } from '../seal/trust';
import type { DrawArchive } from './proof/archive';
import type { Finding } from './proof/finding';
import type { CheckNumber } from './proof/run';
import { rootsOf } from './proof/transcript';
import type { ProofJob, ProofNews } from './proof/worker';
import { askedOf } from './state';
import type { DrawView } from './useDraw';

export interface Running {
  number: CheckNumber;
  done: number;
  of: number;
}

export function useProof(view: DrawView) {
  const found = shallowRef<Partial<Record<CheckNumber, Finding>>>({});
  const running = shallowRef<Running | null>(null);
  const isBusy = shallowRef(false);
  const failure = shallowRef<unknown>(null);
  const rows = new Map<string, Uint8Array | null>();
  let worker: Worker | null = null;
  let turn = 0;

  /** Begins anew, with what the platform tells or with a file; what runs is left. */
  async function run(trust: TrustFile | null, archive: DrawArchive | null = null): Promise<void> {
    cancel();
    const own = ++turn;
    [isBusy.value, failure.value] = [true, null];
    try {
      if (archive) {
        found.value = {};
        return start({ ...archive, trust });
      }
      const draw = view.draw.value;
      for (const root of rootsOf(draw)) if (!rows.has(root)) rows.set(root, await fetchRows(askedOf(draw)!.draw, root));
      if (own !== turn) return;
      found.value = {};
      start({
        draw: [...view.events.draw],
        drawn: view.closed.value ? [...view.events.drawn] : null,
        isFull: false,
        seated: [],
        paper: null,
        rows: [...rows],
        trust,
      });
    } catch (cause) {
      if (own === turn) [failure.value, isBusy.value] = [cause, false];
    }
  }

  function start(job: ProofJob): void {
    worker = new Worker(new URL('./proof/worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ProofNews>) => {
      if (data.kind === 'begun') running.value = { number: data.number, done: 0, of: 0 };
      else if (data.kind === 'progress') running.value = data;
      else if (data.kind === 'found') found.value = { ...found.value, [data.number]: data.finding };
      else end(data.kind === 'broken' ? new Error(data.message) : null);
    };
    worker.onerror = event => end(new Error(event.message));
    worker.postMessage(job);
  }

  function end(cause: unknown): void {
    cancel();
    failure.value = cause;
  }

  function cancel(): void {
    turn++;
    worker?.terminate();
    [worker, running.value, isBusy.value] = [null, null, false];
  }

  onScopeDispose(cancel);
  return { found, running, isBusy, failure, run, cancel };
}

/** Head and rows; null where the platform has none under this root, which the checks of the list tell. */
async function fetchRows(draw: string, root: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await (await call(`/api/draws/${draw}/rows/${root}`)).arrayBuffer());
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 404) return null;
    throw cause;
  }
}
