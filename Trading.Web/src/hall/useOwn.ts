import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { readBase64 } from '../seal/bytes';
import { sealedBids } from '../seal/store';
import { isShown, type Hall, type Lot } from '../state';
import { useHolder } from './staff';

// Which row of an opened lot is the reader's own: a bid that this browser holds, or one whose form bears the
// certificate of whoever signed in here. Nothing is asked of the platform but who signed in.

/** The submission, or null; before the lot is shown nobody has a row. */
export function useOwn(hall: () => Hall, lot: () => Lot | undefined): ComputedRef<string | null> {
  const held = shallowRef<ReadonlySet<string>>(new Set());
  const holder = useHolder();
  const key = computed(() => readBase64(holder.value?.key ?? null));
  const shownLot = computed(() => {
    const here = lot();
    return here && isShown(here) ? here.lot : null;
  });
  watch(
    shownLot,
    async name => {
      held.value = new Set();
      if (name === null) return;
      const bids = await sealedBids(hall().session, name).catch(() => []);
      if (shownLot.value === name)
        held.value = new Set(bids.filter(bid => !bid.isWithdrawn).map(bid => bid.submission));
    },
    { immediate: true },
  );
  return computed(() => (shownLot.value === null ? null : ownIn(lot()!, held.value, key.value)));
}

/** The first bid that is held here, else the first whose certificate has the key. */
export function ownIn(lot: Lot, held: ReadonlySet<string>, key: Uint8Array | null): string | null {
  const own = lot.bids.find(bid => held.has(bid.submission));
  const signed = () => lot.bids.find(bid => key !== null && bid.form !== null && holds(bid.form.certificate, key));
  return (own ?? signed())?.submission ?? null;
}

// Hundreds of certificates are looked through at once: whether a key of 65 bytes stands in one is seen without reading
// it, and only leads a reader to a row.
function holds(certificate: Uint8Array, key: Uint8Array): boolean {
  for (let at = certificate.indexOf(key[0]!); at >= 0; at = certificate.indexOf(key[0]!, at + 1))
    if (key.every((byte, i) => certificate[at + i] === byte)) return true;
  return false;
}
