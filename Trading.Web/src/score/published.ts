import { getJson } from '../api';
import type { Json } from '../exact';
import { equal, readBase64 } from '../seal/bytes';
import { isLot, isSession } from '../seal/names';
import { peekPolicy } from '../seal/policy';
import { BadAnswer } from '../seal/platform';
import { hashTerms, readTerms, scoringOf } from '../seal/terms';

/** The scoring terms that a lot was published with. */
export interface Published {
  session: string;
  lot: string;
  title: string;
  text: string;
}

/** Null where a lot was published without any. They are those whose hash the lot's policy holds, or a BadAnswer. */
export async function fetchPublished(session: string, lot: string, signal: AbortSignal): Promise<Published | null> {
  if (!isSession(session) || !isLot(lot)) return null;
  const answer = await getJson<{ policy: string; terms: Json }>(`/api/sessions/${session}/lots/${lot}/lock`, signal);
  const bytes = readBase64(answer.policy);
  const policy = bytes && peekPolicy(bytes);
  const terms = readTerms(answer.terms);
  if (!policy || typeof policy === 'string' || !terms) throw new BadAnswer('lock');
  if (policy.session !== session || policy.lot !== lot || !equal(await hashTerms(terms), policy.termsHash))
    throw new BadAnswer('lock');
  const found = terms.lots.find(each => each.lot === lot);
  const text = found && scoringOf(terms, found);
  return found && text ? { session, lot, title: found.title, text } : null;
}
