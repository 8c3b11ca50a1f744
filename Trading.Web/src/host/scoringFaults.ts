import { Problem } from '../api';

/** What is wrong with a lot's scoring terms, as the platform says it when it publishes nothing. */
export interface ScoringFault {
  lot: string;
  code: string;
  path: string;
  rule: string;
  detail: string;
  words: { zh: string; en: string };
}

/** The faults of a refusal, one for each lot that has one; none for any other trouble. */
export function faultsOf(cause: unknown): ScoringFault[] {
  const said = cause instanceof Problem && cause.reason === 'BadScoring' ? cause.more['scoring'] : null;
  return Array.isArray(said) ? said.filter(isFault) : [];
}

function isFault(said: unknown): said is ScoringFault {
  const { words, ...texts } = (said ?? {}) as Partial<ScoringFault>;
  return [texts.lot, texts.code, texts.path, texts.rule, texts.detail, words?.zh, words?.en].every(
    text => typeof text === 'string',
  );
}
