import { shallowRef } from 'vue';
import { setTicket } from './api';

// The ticket of whoever signed in. It lives in this tab (memory and sessionStorage), so that a reload in the middle of
// an upload goes on; it never stands in an address.

export interface Ticket {
  ticket: string;
  expiresAt: number;
  name: string;
  /** Of a seat its number: it has no name, and each language says it in its own way. */
  seat?: number;
}

const place = 'trading.ticket';
const current = shallowRef<Ticket | null>(restored());

export function keepTicket(ticket: Ticket): void {
  current.value = ticket;
  setTicket(ticket.ticket);
  try {
    sessionStorage.setItem(place, JSON.stringify(ticket));
  } catch {
    /* then it lives in memory only */
  }
}

export function dropTicket(): void {
  current.value = null;
  setTicket(null);
  try {
    sessionStorage.removeItem(place);
  } catch {
    /* there was none */
  }
}

/** The ticket of this tab that has not ended, or null. From now on calls are made with it. */
export function ticketOf(nowMs = Date.now()): Ticket | null {
  if (current.value && hasEnded(current.value, nowMs)) dropTicket();
  if (current.value) setTicket(current.value.ticket);
  return current.value;
}

/** The same to look at: follows who signs in and out, and changes nothing. */
export const shownTicket = (nowMs = Date.now()): Ticket | null =>
  current.value && !hasEnded(current.value, nowMs) ? current.value : null;

const hasEnded = (ticket: Ticket, nowMs: number): boolean => ticket.expiresAt / 1000 <= nowMs;

function restored(): Ticket | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Ticket | null;
    return found &&
      typeof found.ticket === 'string' &&
      typeof found.expiresAt === 'number' &&
      typeof found.name === 'string'
      ? found
      : null;
  } catch {
    return null;
  }
}
