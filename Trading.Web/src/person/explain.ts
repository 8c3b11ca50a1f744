import { Problem, Unreachable } from '../api';
import { BadAnswer } from '../seal/platform';
import { RecordProblem } from '../seal/record';
import { SealProblem } from '../seal/sealing';
import { LockProblem } from '../seal/target';
import { TrustProblem } from '../seal/trust';

/**
 * Trouble that the page finds itself, by the name of its words under `person.trouble`, or their whole key; so is its
 * next step.
 */
export class Trouble extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
    readonly rule = '',
    readonly next = '',
    /** For whoever is asked for help; not in the person's language. */
    readonly detail = '',
  ) {
    super(code);
  }
}

/**
 * What a person reads of a failure: words, the rule behind them, the next step. `keys` of words, the first that exists
 * is told; `why` is the key of what stands in its place `{why}`. `nexts` are keys in the same way. `code` and `detail`,
 * as they came, are for whoever is asked for help.
 */
export interface Explained {
  keys: readonly string[];
  params: Record<string, string | number>;
  why: readonly string[];
  rule: string;
  nexts: readonly string[];
  code: string;
  detail: string;
}

export function explain(cause: unknown): Explained {
  const plain = { params: {}, why: [], rule: '', nexts: [], code: '', detail: '' };
  if (cause instanceof Trouble)
    return {
      ...plain,
      keys: [cause.code.includes('.') ? cause.code : `person.trouble.${cause.code}`],
      params: cause.params,
      rule: cause.rule,
      nexts: nextsOf(cause.next),
      detail: cause.detail,
    };
  if (cause instanceof Problem) return { ...plain, ...refused(cause) };
  if (cause instanceof Unreachable) return { ...plain, keys: ['app.unreachable'], nexts: nextsOf('check-network') };
  if (cause instanceof TrustProblem)
    return {
      ...plain,
      keys: [`person.trust.${cause.code}`],
      params: { line: cause.line },
      rule: 'spec:policy',
      nexts: nextsOf('get-trust-file'),
    };
  if (cause instanceof LockProblem)
    return {
      ...plain,
      keys: [`person.lock.${cause.code}`],
      rule: 'spec:lock',
      nexts: nextsOf('do-not-seal'),
      code: cause.code,
      detail: `${cause.detail} ${cause.trustee}`.trim(),
    };
  if (cause instanceof RecordProblem)
    return { ...plain, keys: [`person.record.${cause.code}`], rule: 'spec:record', nexts: nextsOf('do-not-sign') };
  if (cause instanceof SealProblem)
    return {
      ...plain,
      keys: [`person.seal.${cause.code}`],
      params: { detail: cause.detail },
      rule: 'spec:form',
      nexts: nextsOf(sealNext[cause.code] ?? 'correct-and-send-again'),
      code: cause.code,
      detail: cause.detail,
    };
  if (cause instanceof BadAnswer)
    return { ...plain, keys: ['person.trouble.badAnswer'], nexts: nextsOf('tell-the-agent'), detail: cause.message };
  return {
    ...plain,
    keys: ['person.trouble.unknown'],
    nexts: nextsOf('reload-session'),
    detail: cause instanceof Error ? cause.message : String(cause),
  };
}

// A refusal: what was wanted and why it was not done. Where the two together have words of their own these are told;
// so are their next steps.
function refused({ status, reason, rule, nextStep, detail, wish }: Problem): Omit<Explained, 'params'> {
  return {
    keys: [`refused.${wish}.${reason}.what`, `refused.${wish}.any`],
    why: [`reason.${reason}`, status >= 500 ? 'reason.Failed' : 'reason.Unknown'],
    rule,
    nexts: [`refused.${wish}.${reason}.next`, ...nextsOf(nextStep)],
    code: [String(status), reason, nextStep].filter(word => word !== '').join(' · '),
    detail,
  };
}

// Words of a person's pages come first; every next step of the server has words of its own.
const nextsOf = (next: string): string[] =>
  next === '' ? [] : next.includes('.') ? [next] : [`person.next.${next}`, `next.${next}`];

const sealNext: Record<string, string> = {
  documentChanged: 'choose-documents-again',
  noRoom: 'free-room',
  readBack: 'seal-again',
  worker: 'reload-session',
  kit: 'check-submission-kit',
};
