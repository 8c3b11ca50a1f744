import type { TermsFault } from './findings';

// The check as one value: of which text there is an answer, and what it was. A text that is not yet checked keeps the
// findings of the one before until it is, or is told to be unchecked where the server is away.

export interface Checking {
  /** The text that should be checked; null while a field cannot be read. */
  text: string | null;
  /** The text of the last answer. */
  checked: string | null;
  faults: TermsFault[];
  trouble: unknown;
}

export type Said =
  | { said: 'text'; text: string | null }
  | { said: 'answered'; text: string; faults: TermsFault[] }
  | { said: 'failed'; text: string; cause: unknown }
  | { said: 'again' };

export const begin = (): Checking => ({ text: null, checked: null, faults: [], trouble: null });

export function next(c: Checking, s: Said): Checking {
  switch (s.said) {
    case 'text':
      return s.text === c.text ? c : { ...c, text: s.text, trouble: null };
    case 'answered':
      return s.text === c.text ? { ...c, checked: s.text, faults: s.faults, trouble: null } : c;
    case 'failed':
      return s.text === c.text ? { ...c, trouble: s.cause } : c;
    case 'again':
      return { ...c, trouble: null };
  }
}

/** What the server has to be asked now. */
export const askOf = ({ text, checked, trouble }: Checking): string | null =>
  text === null || text === checked || trouble ? null : text;

export type Standing = 'unreadable' | 'asking' | 'failed' | 'faulty' | 'sound';

export function standingOf(c: Checking): Standing {
  if (c.text === null) return 'unreadable';
  if (c.trouble) return 'failed';
  if (c.text !== c.checked) return 'asking';
  return c.faults.length > 0 ? 'faulty' : 'sound';
}
