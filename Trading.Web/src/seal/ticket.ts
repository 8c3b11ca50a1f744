import { setTicket } from '../api';

// The ticket of whoever signed in. It lives in this tab (memory and sessionStorage), so that a reload in the middle of an upload goes on;
// it never stands in an address.

export interface Ticket { ticket: string; expiresAt: number; name: string }

const place = 'trading.ticket';
let current: Ticket | null = null;

export function keepTicket(ticket: Ticket): void {
  current = ticket;
  setTicket(ticket.ticket);
  try { sessionStorage.setItem(place, JSON.stringify(ticket)); } catch { /* then it lives in memory only */ }
}

export function dropTicket(): void {
  current = null;
  setTicket(null);
  try { sessionStorage.removeItem(place); } catch { /* there was none */ }
}

/** The ticket of this tab that has not ended, or null. */
export function ticketOf(nowMs = Date.now()): Ticket | null {
  current ??= restored();
  if (current && current.expiresAt / 1000 <= nowMs) dropTicket();
  if (current) setTicket(current.ticket);
  return current;
}

function restored(): Ticket | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Ticket | null;
    return found && typeof found.ticket === 'string' && typeof found.expiresAt === 'number' ? found : null;
  } catch { return null; }
}
