// Whether the server is out of reach, as every call of the page learns it; one note in the page's frame tells it.
import { readonly, ref } from 'vue';
import { hearReached } from './reached';

const away = ref(false);
const back = ref(0);

/** Whether the last call found nobody. */
export const isAway = readonly(away);

/** Grows each time the server is there again: whoever shows something old asks anew. */
export const timesBack = readonly(back);

hearReached(isReached => {
  if (isReached && away.value) back.value++;
  away.value = !isReached;
});

const firstSeconds = 2;
const mostSeconds = 30;

/** Seconds before the try of this number, from 0: doubled each time, and half a minute at most. */
export const pauseBefore = (tries: number): number => Math.min(firstSeconds * 2 ** tries, mostSeconds);
