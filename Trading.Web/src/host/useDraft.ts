import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { hex, type Bytes } from '../seal/bytes';

export interface Draft {
  url: Ref<string>;
  /** Null until it is there; `hash` is the SHA-256 in hexadecimal. */
  facts: ShallowRef<{ bytes: number; hash: string } | null>;
  /** The very bytes behind the link; asked for again after a failure. */
  held(): Promise<Bytes>;
}

/**
 * A document that is to be signed, fetched once: what is signed must fit the very bytes that the link gives to the
 * host. A platform that answers twice could otherwise show one record and have another signed.
 */
export function useDraft(read: () => Promise<Bytes>): Draft {
  const url = ref('');
  const facts = shallowRef<Draft['facts']['value']>(null);
  let draft: Promise<Bytes> | null = null;

  async function fetchDraft(): Promise<Bytes> {
    try {
      const bytes = await read();
      const hash = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
      url.value = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
      facts.value = { bytes: bytes.length, hash };
      return bytes;
    } catch (cause) {
      draft = null;
      throw cause;
    }
  }
  onScopeDispose(() => URL.revokeObjectURL(url.value));
  return { url, facts, held: () => (draft ??= fetchDraft()) };
}
