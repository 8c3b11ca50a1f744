import { fits, hex, Reader, WireError, Writer, type Bytes } from './bytes';
import { isHash, isLot, isSession, isSubmission } from './names';
import { hash, random, tagged } from './suite';

// Statutory acts (docs/spec/feed.md, "Acts"): a click is not a signature.

export const actKinds = { attend: 1, object: 2, answer: 3, confirm: 4, conclude: 5, lateFreeze: 6 } as const;
export type ActKind = keyof typeof actKinds;

export interface Act {
  kind: ActKind;
  session: string;
  lot: string;
  subject: string;
  text: string;
  nonce: Bytes;
}

export const mostTextLetters = 2_000;

/** The canonical bytes; an act that breaks the form has none and throws RangeError. */
export function printAct(act: Act): Bytes {
  if (!isWellFormed(act)) throw new RangeError(`this ${act.kind} breaks the form of an act`);
  return new Writer()
    .u8(1)
    .u8(actKinds[act.kind])
    .text(act.session)
    .text(act.lot)
    .text(act.subject)
    .text(act.text)
    .fixed(act.nonce)
    .done();
}

/** The act of canonical bytes; null for what `printAct` would not print. */
export function readAct(bytes: Bytes): Act | null {
  try {
    const r = new Reader(bytes);
    if (r.u8() !== 1) return null;
    const number = r.u8();
    const kind = (Object.keys(actKinds) as ActKind[]).find(name => actKinds[name] === number);
    const act = {
      kind: kind ?? 'conclude',
      session: r.text(32),
      lot: r.text(16),
      subject: r.text(64),
      text: r.text(4 * mostTextLetters),
      nonce: r.fixed(16),
    };
    r.end();
    return kind && isWellFormed(act) ? act : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

export const makeAct = (kind: ActKind, session: string, lot = '', subject = '', text = ''): Bytes =>
  printAct({ kind, session, lot, subject, text, nonce: random(16) });
export const actMessage = (statement: Bytes): Bytes => tagged('act', statement);
export const actId = async (statement: Bytes): Promise<string> => hex(await hash('act', statement));

function isWellFormed(act: Act): boolean {
  if (!isSession(act.session) || act.nonce.length !== 16) return false;
  const hasText = fits(act.text, 1, mostTextLetters);
  switch (act.kind) {
    case 'attend':
    case 'confirm':
      return isLot(act.lot) && isSubmission(act.subject) && act.text === '';
    case 'object':
      return isLot(act.lot) && isSubmission(act.subject) && hasText;
    case 'answer':
      return isLot(act.lot) && isHash(act.subject) && hasText;
    case 'lateFreeze':
      return isLot(act.lot) && isHash(act.subject) && act.text === '';
    case 'conclude':
      return act.lot === '' && act.subject === '' && act.text === '';
  }
}
