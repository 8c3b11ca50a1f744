import { isDraft, type Draft } from './draft';

// The draft, kept in this browser: it outlives a reload, and other tabs are told of it. What was finished is carried to
// another page in the same way.

const place = 'trading.criteria';
const carriage = 'trading.criteria.carried';

/** What this browser keeps: null where there is nothing, or nothing that this version can read. */
export function keptDraft(): Draft | null {
  return draftIn(read(place));
}

export function draftIn(text: string | null): Draft | null {
  try {
    const kept = JSON.parse(text ?? 'null') as { version?: unknown; draft?: unknown } | null;
    return kept?.version === 1 && isDraft(kept.draft) ? kept.draft : null;
  } catch {
    return null;
  }
}

/** False where the browser keeps nothing: the page says so. */
export const keepDraft = (draft: Draft): boolean => write(place, JSON.stringify({ version: 1, draft }));

export function dropDraft(): void {
  write(place, null);
}

/** Calls back when another tab has kept another draft, or dropped it. */
export const onOtherTab = (say: (draft: Draft | null) => void): (() => void) =>
  listen(place, text => say(draftIn(text)));

/** Calls back when another tab has carried something. */
export const onCarried = (say: () => void): (() => void) => listen(carriage, say);

function listen(key: string, say: (text: string | null) => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === key || event.key === null) say(event.newValue);
  };
  globalThis.addEventListener?.('storage', heard);
  return () => globalThis.removeEventListener?.('storage', heard);
}

/** A finished file on its way to another page; false where the browser keeps nothing. */
export const carry = (text: string): boolean => write(carriage, text);

export const carried = (): string | null => read(carriage);

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
