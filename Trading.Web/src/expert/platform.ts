// Every call of the experts' page, to the gateway alone. What is asked for stands in a body, never in an address.
import { getJson, postJson } from '../api';
import { readBase64, toBase64, WireError, type Bytes } from '../seal/bytes';
import type { Answer, NoticeLink } from './link';

export const states = ['Open', 'Confirmed', 'Declined', 'Silent', 'CalledOff', 'Over'] as const;
export type PageState = (typeof states)[number];

/** How a notice stands, and what its page shows, sealed; null once nobody needs it. */
export interface PageView {
  state: PageState;
  page: Bytes | null;
}

export const readPage = async (link: NoticeLink): Promise<PageView> =>
  viewOf(await postJson('/api/notice', { id: link.id }));

export const sendAnswer = async (link: NoticeLink, answer: Answer): Promise<PageView> =>
  viewOf(await postJson('/api/notice/answer', { id: link.id, answer, key: toBase64(link.keys[answer]) }));

/** Whom experts call; empty where the operator said nothing. */
export const readContact = async (): Promise<string> => (await getJson<{ contact: string }>('/api/contact')).contact;

export function viewOf(answer: unknown): PageView {
  const { state, sealed } = (answer ?? {}) as { state?: unknown; sealed?: unknown };
  const known = states.find(each => each === state);
  const page = sealed === null ? null : readBase64(sealed);
  if (known === undefined || (sealed !== null && page === null)) throw new WireError('no page');
  return { state: known, page };
}
