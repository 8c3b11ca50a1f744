import { shallowRef, type ShallowRef } from 'vue';
import type { Person } from '../seal/person';

const who = shallowRef<Person | null>(null);

/** Who acts on the host's pages: chosen once, known on both until the tab is closed or reloaded. */
export const hostOf = (): ShallowRef<Person | null> => who;
