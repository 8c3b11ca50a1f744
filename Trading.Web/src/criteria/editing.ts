import { put, type Draft, type Value, type Way } from './draft';

// The draft with what it was before: every change can be undone, and what was written into one field in one go is one
// change.

export interface Note {
  /** Of the page's words. */
  key: string;
  values: Readonly<Record<string, string>>;
}

export interface Editing {
  draft: Draft;
  past: readonly { draft: Draft; way: string | null }[];
  /** What was done, to be told. */
  note: Note | null;
}

const mostPast = 100;

export const begin = (draft: Draft): Editing => ({ draft, past: [], note: null });

/** Something is written into a field. */
export function edit(e: Editing, way: Way, to: Value): Editing {
  const name = way.join('\n');
  const goesOn = e.past.at(-1)?.way === name;
  return { draft: put(e.draft, way, to), past: goesOn ? e.past : pushed(e, name), note: null };
}

/** Something is done: added, removed, moved, replaced. */
export function act(e: Editing, draft: Draft, note: Note | null = null): Editing {
  return { draft, past: pushed(e, null), note };
}

export function undo(e: Editing): Editing {
  const last = e.past.at(-1);
  return last ? { draft: last.draft, past: e.past.slice(0, -1), note: { key: 'undone', values: {} } } : e;
}

const pushed = (e: Editing, way: string | null): Editing['past'] =>
  [...e.past, { draft: e.draft, way }].slice(-mostPast);
