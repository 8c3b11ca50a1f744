// The sessions that a query asks for, asked for again while the page is looked at. An answer that was overtaken by
// another question is not shown.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { getJson, Unreachable } from '../api';
import type { SessionLine } from '../sessions';
import { isSearch, areDaysWrong, linesOnPage, overviewPaths, searchPath, type Query } from './query';

export interface Found {
  query: Query;
  lines: SessionLine[];
  hasMore: boolean;
}

const refreshMs = 10_000;

export function useSessions(query: () => Query, nowMs: () => number) {
  const found = shallowRef<Found | null>(null);
  const failure = shallowRef<unknown>(null);
  let asked = 0;

  async function load(): Promise<void> {
    const turn = ++asked;
    const now = query();
    if (areDaysWrong(now)) return;
    try {
      const answer = await fetchFor(now, nowMs());
      if (turn === asked) [found.value, failure.value] = [answer, null];
    } catch (cause) {
      if (turn === asked) failure.value = cause;
    }
  }

  const lookAgain = () => {
    if (document.visibilityState === 'visible') void load();
  };
  const timer = setInterval(lookAgain, refreshMs);
  document.addEventListener('visibilitychange', lookAgain);
  onScopeDispose(() => {
    asked++;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', lookAgain);
  });
  watch(
    () => JSON.stringify(query()),
    () => void load(),
    { immediate: true },
  );
  return { found: found as Readonly<ShallowRef<Found | null>>, failure, load };
}

/** A server that is away is told by the frame of the page (layout/AwayNote.vue) and not twice. */
export const isAwayAlone = (cause: unknown): boolean => cause instanceof Unreachable;

async function fetchFor(query: Query, nowMs: number): Promise<Found> {
  if (isSearch(query)) {
    const lines = await getJson<SessionLine[]>(searchPath(query));
    return { query, lines: lines.slice(0, linesOnPage), hasMore: lines.length > linesOnPage };
  }
  const paths = overviewPaths(nowMs, query.page);
  const [today, open, earlier] = await Promise.all(
    [paths.today, paths.open, paths.earlier].map(path => getJson<SessionLine[]>(path)),
  );
  const lines = query.page > 1 ? [] : [...today!, ...open!];
  const known = new Map([...lines, ...earlier!.slice(0, linesOnPage)].map(line => [line.session, line]));
  return { query, lines: [...known.values()], hasMore: earlier!.length > linesOnPage };
}
