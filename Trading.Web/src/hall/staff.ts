import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { getJson } from '../api';
import { equal, readBase64 } from '../seal/bytes';
import type { Hall } from '../state';
import { ticketOf } from '../ticket';

// Whoever holds an office in the session does not bid in it, and is not led to a bid.

/** What the platform says of the ticket's holder (docs/spec/http.md, "Who am I"). */
export interface Holder {
  kind: string;
  roles: string[];
  key: string | null;
}

const offices = new Set(['Password', 'Trustee']);

/** Staff by the way they signed in, by a role everywhere, or by the key that the session's terms name. */
export function isStaff({ kind, roles, key }: Holder, inSession: Hall['roles']): boolean {
  if (offices.has(kind) || roles.some(role => role !== 'Bidder')) return true;
  const own = readBase64(key);
  return own !== null && inSession.some(role => equal(role.key, own));
}

/** Who signed in on this tab, as the platform knows them; null for nobody, and while it is asked. */
export function useHolder(): Readonly<ShallowRef<Holder | null>> {
  const holder = shallowRef<Holder | null>(null);
  watch(
    () => ticketOf()?.ticket ?? null,
    async ticket => {
      holder.value = null;
      if (ticket === null) return;
      holder.value = await getJson<Holder>('/api/me').catch(() => null);
    },
    { immediate: true },
  );
  return holder;
}

/** Whoever is not signed in, or not known, may be a bidder. */
export function useIsStaff(roles: () => Hall['roles']): ComputedRef<boolean> {
  const holder = useHolder();
  return computed(() => holder.value !== null && isStaff(holder.value, roles()));
}
