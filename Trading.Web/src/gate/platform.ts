// Every call of the gate's pages. Card and code stand in a body, never in an address.
import { call, getJson, postJson } from '../api';
import {
  digitsOf,
  idOf,
  type Act,
  type EntryLine,
  type KeyLine,
  type Presentation,
  type SeatLine,
  type Today,
  type Typed,
} from './door';

const of = (draw: string): string => `/api/draws/${encodeURIComponent(draw)}`;

export const readToday = (signal?: AbortSignal): Promise<Today> => getJson('/api/draws', signal);

export const present = (draw: string, typed: Typed): Promise<Presentation> =>
  postJson(`${of(draw)}/present`, { id: idOf(typed.id), digits: digitsOf(typed.digits), looked: typed.looked });

/** The same for whoever is expected by name: the card alone. */
export const receive = (draw: string, typed: Typed): Promise<Presentation> =>
  postJson(`${of(draw)}/receive`, { id: idOf(typed.id), name: typed.name.trim(), looked: typed.looked });

export const readPresentation = (id: string): Promise<Presentation> =>
  getJson(`/api/presentations/${encodeURIComponent(id)}`);

export const readSeats = (draw: string): Promise<SeatLine[]> => getJson(`${of(draw)}/seats`);

export const readEntries = (draw: string): Promise<EntryLine[]> => getJson(`${of(draw)}/entries`);

export const act = (draw: string, position: number, what: Act, reason: string) =>
  postJson<SeatLine>(`${of(draw)}/seats/${position}/${what}`, what === 'return' ? {} : { reason });

export const readKeys = (draw: string): Promise<KeyLine[]> => getJson(`${of(draw)}/keys`);

/** The number that the screen of a seat shows; digits alone. */
export const certify = (draw: string, position: number, number: string): Promise<KeyLine> =>
  postJson(`${of(draw)}/seats/${position}/key`, { number });

export async function readRegister(draw: string, language: string): Promise<Blob> {
  return (await call(`${of(draw)}/register?language=${language}`)).blob();
}
