import { afterEach, describe, expect, it } from 'vitest';
import { computed } from 'vue';
import { dropTicket, keepTicket, shownTicket, ticketOf } from '../src/ticket';

const ticket = { ticket: 'abc', expiresAt: 2_000_000_000, name: '韦春梅' };
const [before, after] = [1_999_999, 2_000_000]; // milliseconds

describe('the ticket of a tab', () => {
  afterEach(() => dropTicket());

  it('is shown while it lives, and whoever looks follows who signs in and out', () => {
    const name = computed(() => shownTicket(before)?.name ?? null);
    expect(name.value).toBeNull();
    keepTicket(ticket);
    expect(name.value).toBe('韦春梅');
    dropTicket();
    expect(name.value).toBeNull();
  });

  it('ends with its last instant; to look at it drops nothing', () => {
    keepTicket(ticket);
    expect([shownTicket(after), shownTicket(before)]).toEqual([null, ticket]);
    expect([ticketOf(before), ticketOf(after), ticketOf(before)]).toEqual([ticket, null, null]);
  });
});
