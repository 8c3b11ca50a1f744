import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unreachable } from '../../src/api';
import { changePassword, mustChange, signInWithPassword, signOut, whoAmI } from '../../src/seal/platform';
import { dropTicket, keepTicket, shownTicket } from '../../src/ticket';

interface Asked {
  path: string;
  method: string;
  ticket: string | null;
  body: unknown;
}

describe('whoever signs in with a password', () => {
  const asked: Asked[] = [];
  const answer = (status: number, body: unknown) =>
    vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
      asked.push({
        path,
        method: options.method ?? 'GET',
        ticket: new Headers(options.headers).get('Authorization'),
        body: options.body ? JSON.parse(options.body as string) : null,
      });
      return new Response(status === 204 ? null : JSON.stringify(body), { status });
    });
  const ticket = { ticket: 'abc', expiresAt: (Date.now() + 60_000) * 1000, name: 'old' };
  afterEach(() => {
    asked.length = 0;
    dropTicket();
    vi.unstubAllGlobals();
  });

  it('changes a one-time password first, and is signed in by that', async () => {
    answer(403, { reason: 'MustChangePassword', rule: 'spec:http', nextStep: 'change-password' });
    const cause: unknown = await signInWithPassword('li', 'once').catch((refused: unknown) => refused);
    expect([mustChange(cause), shownTicket()]).toEqual([true, null]);
    answer(200, { ...ticket, name: '李' });
    await changePassword('li', 'once', 'a new long password');
    expect(asked.at(-1)).toEqual({
      path: '/api/sign-in/password/change',
      method: 'POST',
      ticket: null,
      body: { user: 'li', password: 'once', newPassword: 'a new long password' },
    });
    expect(shownTicket()?.name).toBe('李');
  });

  it('is recognised by the platform, with or without a name', async () => {
    keepTicket(ticket);
    answer(200, { kind: 'Password', user: 'li', name: '李', roles: ['Manager'], key: null, expiresAt: 1 });
    expect(await whoAmI()).toEqual({
      kind: 'Password',
      user: 'li',
      name: '李',
      roles: ['Manager'],
      key: null,
      publisher: null,
    });
    answer(200, {
      kind: 'Password',
      user: 'li',
      name: '李',
      roles: [],
      key: null,
      expiresAt: 1,
      publisher: { name: '交易中心', key: null },
    });
    expect((await whoAmI())?.publisher).toEqual({ name: '交易中心', key: null });
    answer(200, { kind: 'Certificate', user: null, name: null, roles: [], key: 'AA==', expiresAt: 1 });
    expect(await whoAmI()).toMatchObject({ name: null, key: 'AA==' });
    expect(asked.map(call => [call.path, call.ticket])).toEqual([
      ['/api/me', 'Bearer abc'],
      ['/api/me', 'Bearer abc'],
      ['/api/me', 'Bearer abc'],
    ]);
  });

  it('is nobody once the platform does not know the ticket; a broken line proves nothing', async () => {
    keepTicket(ticket);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
    await expect(whoAmI()).rejects.toBeInstanceOf(Unreachable);
    expect(shownTicket()).not.toBeNull();
    answer(401, { reason: 'NotSignedIn' });
    expect([await whoAmI(), shownTicket()]).toEqual([null, null]);
  });

  it('is signed out on both sides, and on this side without an answer', async () => {
    keepTicket(ticket);
    answer(204, null);
    await signOut();
    expect([asked[0]!.path, asked[0]!.ticket, shownTicket()]).toEqual(['/api/sign-out', 'Bearer abc', null]);
    keepTicket(ticket);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
    await expect(signOut()).rejects.toBeInstanceOf(Unreachable);
    expect(shownTicket()).toBeNull();
  });
});
