import { shallowRef, watch, type ShallowRef } from 'vue';
import { getText } from '../api';
import { judged, type Claim, type SaltedEvent, type Verdict } from './claim';

interface Page {
  head: number;
  events: SaltedEvent[];
}

/** The verdict on a claim, once the stream is long enough; null before, `away` where it could not be read. */
export function useClaim(
  session: () => string,
  claim: Claim,
  height: () => number,
): Readonly<ShallowRef<Verdict | 'away' | null>> {
  const verdict = shallowRef<Verdict | 'away' | null>(null);

  async function compare(): Promise<void> {
    const events: SaltedEvent[] = [];
    let head = height() + 1;
    for (let page: Page | null = null; events.length < claim.size; events.push(...page.events)) {
      const text = await getText(`/api/feed/session.${session()}?after=${events.length - 1}`);
      page = JSON.parse(text) as Page;
      if (page.events.length === 0) break;
      head = Math.max(head, page.head);
    }
    verdict.value = await judged(claim, events, head);
  }

  watch(
    () => height() + 1 >= claim.size,
    isThere => {
      if (isThere) void compare().catch(() => (verdict.value = 'away'));
    },
    { immediate: true },
  );
  return verdict;
}
