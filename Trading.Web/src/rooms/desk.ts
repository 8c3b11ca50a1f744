// What the cards of a desk have in common: who sits, what the room says, and one way to sign.
import { inject, provide, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import type { CheckFact, CheckWarning } from '../person/checks';
import type { OwnPapers, Task } from './tasks';
import type { Facts, Papers, Room, Signed, Supervised } from './state';
import type { RoomTexts } from './reportHash';
import type { RoomAct } from './wire';
import type { SeatKey } from './seatKey';

/** What a second look says. */
export interface Look {
  title: string;
  facts: CheckFact[];
  warnings?: CheckWarning[];
}

/** Something to be signed, behind a second look. */
export interface Pending {
  testid: string;
  /**
   * Said anew when the language changes while the card is open. It says what `send` signs: both read what was held
   * when it was asked, never what changes meanwhile.
   */
  look(): Look;
  isGrave?: boolean;
  /** Nobody reads its event before the stage closes: the platform's answer is the receipt. */
  isClosed?: boolean;
  /** Id of what has the focus after going back. */
  returnTo?: string;
  /** Signs and sends. */
  send(): Promise<void>;
  /** What is done once it was sent. */
  done?(): void;
}

export interface Place {
  bid: string;
  page: number | null;
}

export interface Desk {
  room: Readonly<ShallowRef<Room>>;
  said: ComputedRef<Supervised>;
  papers: ComputedRef<Papers>;
  facts: ComputedRef<Facts>;
  /** The events as they came. */
  texts: RoomTexts;
  task: ComputedRef<Task>;
  own: Readonly<ShallowRef<OwnPapers>>;
  seat: number;
  key: SeatKey;
  isLeader: ComputedRef<boolean>;
  /** UTC microseconds of the platform's clock; null before it was measured. */
  now: ComputedRef<number | null>;
  /** Whether papers and acts can be handed in: the room is not stopped, and nothing is on its way. */
  isOpen: ComputedRef<boolean>;
  isBusy: Ref<boolean>;
  ask(pending: Pending): void;
  signAct(kind: RoomAct['kind'], fields?: Partial<RoomAct>): Promise<void>;
  sign(statement: Signed['statement'], message: Signed['statement']): Promise<Signed>;
  keepOwn(own: OwnPapers): Promise<void>;
  /** "2 号投标 某某公司", as it was written: for what shows texts of people (PeopleText, a second look). */
  bidName(bid: string): string;
  /** The same where only a text can stand: a choice, a label, a sentence. */
  bidText(bid: string): string;
  /** Where the documents are looked at. */
  open(place: Place): void;
}

const place: InjectionKey<Desk> = Symbol('desk');
export const provideDesk = (desk: Desk): void => provide(place, desk);
export function useDesk(): Desk {
  const desk = inject(place);
  if (!desk) throw new Error('a card of a desk stands outside of it');
  return desk;
}
