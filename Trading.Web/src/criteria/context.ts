import { inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import type { Draft, Value, Way } from './draft';
import type { Note } from './editing';
import type { Findings } from './findings';

/** What every field of the page knows: the draft, what is wrong where, and how something is changed. */
export interface Context {
  draft: ComputedRef<Draft>;
  findings: ComputedRef<Findings>;
  edit(way: Way, to: Value): void;
  act(draft: Draft, note?: Note): void;
  /** Leads whoever writes to a field, once it is there. */
  focus(path: string): void;
}

const key: InjectionKey<Context> = Symbol('criteria');

export const provideContext = (context: Context): void => provide(key, context);

export function useContext(): Context {
  const context = inject(key);
  if (!context) throw new Error('fields of criteria stand in their page');
  return context;
}
