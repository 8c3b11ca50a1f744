// A desk as cards find it, of what a room's streams say.
import { computed, defineComponent, h, ref, shallowRef, type Component } from 'vue';
import { provideDesk, type Desk } from '../../src/rooms/desk';
import { noOwnPapers, taskOf, type OwnPapers } from '../../src/rooms/tasks';
import { inSentence } from '../../src/texts';
import { inBoth, render } from '../render';
import type { Folded } from './vectors';

function deskOf({ room, said, papers }: Folded, seat: number, own: OwnPapers): Desk {
  const nameOf = (id: string) => room.facts!.start.bids.find(one => one.id === id)?.name ?? '';
  return {
    room: shallowRef(room),
    said: computed(() => said),
    papers: computed(() => papers),
    facts: computed(() => room.facts!),
    texts: { room: [], supervised: [], sheets: [] },
    task: computed(() => taskOf(room, said, own, seat)),
    own: shallowRef(own),
    seat,
    key: {} as Desk['key'],
    isLeader: computed(() => said.leader === seat),
    now: computed(() => room.lastAt),
    isOpen: computed(() => true),
    isBusy: ref(false),
    ask: () => undefined,
    signAct: async () => undefined,
    sign: async () => ({ statement: new Uint8Array(0), signature: new Uint8Array(0) }),
    keepOwn: async () => undefined,
    bidName: nameOf,
    bidText: id => inSentence(nameOf(id)),
    open: () => undefined,
  };
}

/** A card at a desk, in both languages. */
export async function cards(
  card: Component,
  at: Folded,
  seat = 1,
  own = noOwnPapers,
  props: object = {},
): Promise<string[]> {
  const page = defineComponent({
    setup() {
      provideDesk(deskOf(at, seat, own));
      return () => h(card, props);
    },
  });
  const all: string[] = [];
  for (const language of inBoth) all.push(await render(page, {}, language));
  return all;
}
