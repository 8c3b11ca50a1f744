// One notice as it is followed: asked for, opened, answered, looked at again. Nothing is kept outside this page.
import { computed, onScopeDispose, shallowReactive } from 'vue';
import { Problem } from '../api';
import { pauseBefore } from '../away';
import { linkOf, openPage, secretOf, type Answer, type NoticeLink, type ShownNotice } from './link';
import { readContact, readPage, sendAnswer, type PageState, type PageView } from './platform';

export type Seen = 'loading' | 'insecure' | 'damaged' | 'unknown' | PageState;

/** An answer by telephone is seen here that much later at most. */
const lookSeconds = 15;

export const answered: Readonly<Record<Answer, PageState>> = { Confirm: 'Confirmed', Decline: 'Declined' };

export interface Notice {
  readonly seen: Seen;
  /** What the page shows, while somebody needs it. */
  readonly shown: ShownNotice | null;
  readonly contact: string;
  readonly isAway: boolean;
  readonly isBusy: boolean;
  /** An answer was given here that did not get through. */
  readonly isLost: boolean;
  /** Another answer than the one that was given here stands. */
  readonly isOther: boolean;
}

export const noNotice: Notice = {
  seen: 'loading',
  shown: null,
  contact: '',
  isAway: false,
  isBusy: false,
  isLost: false,
  isOther: false,
};

export function useNotice() {
  const notice = shallowReactive({ ...noNotice }) as { -readonly [key in keyof Notice]: Notice[key] };
  let link: NoticeLink | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;

  const isFinal = computed(() => !['loading', 'Open', 'Confirmed'].includes(notice.seen));

  async function begin(): Promise<void> {
    clearTimeout(timer);
    Object.assign(notice, noNotice, { contact: notice.contact });
    link = null;
    if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) notice.seen = 'insecure';
    const secret = secretOf(location.hash);
    if (notice.seen === 'loading' && secret === null) notice.seen = 'damaged';
    void learnContact();
    if (notice.seen !== 'loading') return;
    link = await linkOf(secret!);
    await look();
  }

  async function look(): Promise<void> {
    if (link === null || notice.isBusy) return;
    await ask(readPage);
    clearTimeout(timer);
    if (!isFinal.value)
      timer = setTimeout(() => void look(), 1_000 * (notice.isAway ? pauseBefore(tries++) : lookSeconds));
  }

  async function answer(what: Answer): Promise<void> {
    if (link === null || notice.isBusy) return;
    notice.isBusy = true;
    await ask(of => sendAnswer(of, what));
    notice.isBusy = false;
    notice.isLost = notice.isAway;
    notice.isOther = !notice.isAway && !['CalledOff', 'Over', answered[what]].includes(notice.seen);
  }

  // What was shown before stays while nobody answers; a link that nobody knows shows nothing.
  async function ask(send: (of: NoticeLink) => Promise<PageView>): Promise<void> {
    const of = link!;
    try {
      const view = await send(of);
      const shown = view.page && (await openPage(of, view.page));
      if (of !== link) return;
      Object.assign(notice, { seen: view.state, shown, isAway: false });
      if (view.state !== 'Open') notice.isLost = false;
      tries = 0;
    } catch (cause) {
      if (of !== link) return;
      const isUnknown = cause instanceof Problem && cause.status === 404;
      Object.assign(notice, isUnknown ? { seen: 'unknown', shown: null, isAway: false } : { isAway: true });
    }
  }

  async function learnContact(): Promise<void> {
    try {
      notice.contact = await readContact();
    } catch {
      /* the page does without it, and asks again when it is opened again */
    }
  }

  const onSeen = (): void => {
    if (document.visibilityState === 'visible' && !isFinal.value) void look();
  };
  const onLink = (): void => void begin();
  document.addEventListener('visibilitychange', onSeen);
  addEventListener('hashchange', onLink);
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSeen);
    removeEventListener('hashchange', onLink);
  });
  void begin();
  return { notice: notice as Notice, answer, look };
}
