import { Problem, Unreachable } from '../api';

/** Why something was not done, as keys of words; `detail` is for whoever is asked for help. */
export interface Told {
  /** The first of these that has words is told. */
  keys: string[];
  next: string;
  detail: string;
  mustSignIn: boolean;
}

export function tell(cause: unknown): Told {
  if (cause instanceof Unreachable)
    return { keys: ['app.unreachable'], next: 'app.unreachableHelp', detail: '', mustSignIn: false };
  if (!(cause instanceof Problem))
    return { keys: ['pool.trouble.unknown'], next: '', detail: String(cause), mustSignIn: false };
  const { status, reason, nextStep, detail, wish } = cause;
  return {
    keys: [
      ...(wish === 'signInPassword' ? [`pool.trouble.signIn.${reason}`] : []),
      `pool.trouble.${nextStep}`,
      `pool.trouble.${reason}`,
      status >= 500 ? 'pool.trouble.Failed' : 'pool.trouble.unknown',
    ],
    next: '',
    detail: `${status} · ${reason} · ${detail}`,
    mustSignIn: reason === 'NotSignedIn',
  };
}
