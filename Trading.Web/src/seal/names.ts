import { ascii, isHex, type Bytes } from './bytes';
import { hash } from './suite';

// docs/spec/feed.md, "Names".

export const isSession = (text: unknown): text is string => isHex(text, 32);
export const isSubmission = isSession;
export const isHash = (text: unknown): text is string => isHex(text, 64);
export const isLot = (text: unknown): text is string => typeof text === 'string' && /^[a-z0-9-]{1,16}$/.test(text);
export const intakeStream = (session: string, lot: string): string => `intake.${session}.${lot}`;
export const contextHash = (session: string, lot: string): Promise<Bytes> =>
  hash('context', ascii(session), ascii(lot));
