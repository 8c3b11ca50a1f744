// Values by key in this browser's IndexedDB: the one place that can hold keys which nobody reads out. A browser that
// keeps nothing rejects, and the page says so.

const database = 'trading-rooms';
const version = 1;
const stores = ['seats', 'drafts', 'papers'] as const;

export interface Keyed<T> {
  read(key: string): Promise<T | null>;
  write(key: string, value: T): Promise<void>;
  drop(key: string): Promise<void>;
}

export const keyed = <T>(store: (typeof stores)[number]): Keyed<T> => ({
  read: async key => ((await run(store, 'readonly', all => all.get(key))) as T | undefined) ?? null,
  write: async (key, value) => void (await run(store, 'readwrite', all => all.put(value, key))),
  drop: async key => void (await run(store, 'readwrite', all => all.delete(key))),
});

async function run(
  store: (typeof stores)[number],
  mode: IDBTransactionMode,
  work: (all: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opened = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      // What was written is kept when the transaction ends, not when the request does.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
    });
  } finally {
    opened.close();
  }
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(database, version);
    request.onupgradeneeded = () => stores.forEach(name => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    request.onblocked = () => reject(new Error('IndexedDB is blocked'));
  });
