import type { Bytes } from './bytes';
import { seal, type SealRequest, type Sink } from './sealer';
import { folder } from './store';

// Sealing in a worker: the page stays fluent, and only a worker may write the origin private file system in place.

export interface SealingJob {
  request: Omit<SealRequest, 'documents'>;
  documents: File[];
  name: string;
}

export type SealingNews =
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'sealed'; header: Bytes; entryHash: Bytes; partRoots: Bytes[][]; sizeBytes: number }
  | { kind: 'failed'; error: string; message: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<SealingJob>) => void) | null;
  postMessage(news: SealingNews): void;
};

scope.onmessage = ({ data }) => {
  run(data).then(
    news => scope.postMessage(news),
    (cause: unknown) => {
      const problem = cause instanceof Error ? cause : new Error(String(cause));
      scope.postMessage({ kind: 'failed', error: problem.name, message: problem.message });
    },
  );
};

async function run(job: SealingJob): Promise<SealingNews> {
  const handle = await (await folder()).getFileHandle(`${job.name}.bid`, { create: true });
  const access = await handle.createSyncAccessHandle();
  try {
    access.truncate(0);
    const documents = job.documents.map(file => ({
      sizeBytes: file.size,
      read: async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
    }));
    const sealed = await seal(
      { ...job.request, documents },
      sinkOf(access),
      throttled((done, of) => scope.postMessage({ kind: 'progress', done, of })),
    );
    return {
      kind: 'sealed',
      header: sealed.signed.bytes,
      entryHash: sealed.signed.entryHash,
      partRoots: sealed.partRoots,
      sizeBytes: sealed.sizeBytes,
    };
  } catch (cause) {
    access.truncate(0); // half a file is no bid, and the room is needed
    throw cause;
  } finally {
    access.close();
  }
}

function sinkOf(access: FileSystemSyncAccessHandle): Sink {
  return {
    write(at, bytes) {
      if (access.write(bytes, { at }) !== bytes.length)
        throw new DOMException('the disk is full', 'QuotaExceededError');
    },
    read(at, length) {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, access.read(bytes, { at }));
    },
    finish(sizeBytes) {
      access.truncate(sizeBytes);
      access.flush();
    },
  };
}

function throttled(tell: (done: number, of: number) => void): (done: number, of: number) => void {
  let last = -Infinity;
  return (done, of) => {
    const now = performance.now();
    if (done < of && now - last < 100) return;
    last = now;
    tell(done, of);
  };
}
