import { Problem, Unreachable } from '../api';
import { BadAnswer } from '../seal/platform';
import { RecordProblem } from '../seal/record';
import { SealProblem } from '../seal/sealing';
import { LockProblem } from '../seal/target';
import { TrustProblem } from '../seal/trust';

/** Trouble that the page finds itself, by the name of its words under `person.trouble`, or their whole key. */
export class Trouble extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
    readonly rule = '',
    readonly next = '',
  ) {
    super(code);
  }
}

/**
 * What a person reads of a failure: words, the rule behind them, the next step. Keys of words; `detail` is shown as it
 * stands.
 */
export interface Explained {
  key: string;
  params: Record<string, string | number>;
  rule: string;
  next: string;
  detail: string;
}

export function explain(cause: unknown): Explained {
  const plain = { params: {}, rule: '', next: '', detail: '' };
  if (cause instanceof Trouble)
    return {
      ...plain,
      key: cause.code.includes('.') ? cause.code : `person.trouble.${cause.code}`,
      params: cause.params,
      rule: cause.rule,
      next: cause.next,
    };
  if (cause instanceof Problem)
    return { ...plain, key: `reason.${cause.reason}`, rule: cause.rule, next: cause.nextStep, detail: cause.detail };
  if (cause instanceof Unreachable) return { ...plain, key: 'app.unreachable', next: 'check-network' };
  if (cause instanceof TrustProblem)
    return {
      ...plain,
      key: `person.trust.${cause.code}`,
      params: { line: cause.line },
      rule: 'spec:policy',
      next: 'get-trust-file',
    };
  if (cause instanceof LockProblem)
    return {
      ...plain,
      key: `person.lock.${cause.code}`,
      params: { detail: cause.detail, trustee: cause.trustee },
      rule: 'spec:lock',
      next: 'do-not-seal',
    };
  if (cause instanceof RecordProblem)
    return { ...plain, key: `person.record.${cause.code}`, rule: 'spec:record', next: 'do-not-sign' };
  if (cause instanceof SealProblem)
    return {
      ...plain,
      key: `person.seal.${cause.code}`,
      params: { detail: cause.detail },
      rule: 'spec:form',
      next: sealNext[cause.code] ?? 'correct-and-send-again',
    };
  if (cause instanceof BadAnswer)
    return { ...plain, key: 'person.trouble.badAnswer', next: 'tell-the-agent', detail: cause.message };
  return {
    ...plain,
    key: 'person.trouble.unknown',
    next: 'reload-session',
    detail: cause instanceof Error ? cause.message : String(cause),
  };
}

const sealNext: Record<string, string> = {
  documentChanged: 'choose-documents-again',
  noRoom: 'free-room',
  readBack: 'seal-again',
  worker: 'reload-session',
  kit: 'check-submission-kit',
};
