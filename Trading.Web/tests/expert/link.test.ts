import { describe, expect, it } from 'vitest';
import { linkOf, openPage, secretOf } from '../../src/expert/link';
import { viewOf } from '../../src/expert/platform';
import { whenOf } from '../../src/expert/when';
import { fromHex, toBase64, toHex } from '../../src/seal/bytes';
import { vector } from '../vectors';

// tests/vectors/notice/page.json is written by the gateway's own tests.

interface Case {
  name: string;
  hash: string;
  id: string;
  confirm: string;
  decline: string;
  place: string;
  roomAt: number | bigint;
  drawAt: number | bigint;
  digits: string;
  page: string;
}

const { cases } = vector<{ cases: Case[] }>('notice/page.json');
const linkFor = async (of: Case) => linkOf(secretOf(of.hash.slice(of.hash.indexOf('#')))!);

describe('a link', () => {
  it.each(cases)('gives what the gateway derives from it: $name', async of => {
    const link = await linkFor(of);
    expect(link.id).toBe(of.id);
    expect(toHex(link.keys.Confirm)).toBe(of.confirm);
    expect(toHex(link.keys.Decline)).toBe(of.decline);
  });

  it.each(cases)('opens its page: $name', async of => {
    const shown = await openPage(await linkFor(of), fromHex(of.page));
    expect(shown).toEqual({
      place: of.place,
      roomAt: BigInt(of.roomAt),
      drawAt: BigInt(of.drawAt),
      digits: of.digits.split(' '),
    });
  });

  it('opens no other page, and none that was changed', async () => {
    const [one, other] = cases as [Case, Case];
    await expect(openPage(await linkFor(one), fromHex(other.page))).rejects.toThrow();
    for (const at of [0, 12, one.page.length / 2 - 1]) {
      const page = fromHex(one.page);
      page[at]! ^= 1;
      await expect(openPage(await linkFor(one), page)).rejects.toThrow();
    }
    await expect(openPage(await linkFor(one), fromHex(one.page).slice(0, 20))).rejects.toThrow();
  });

  it('is read as messages hand it over, and not when it is cut off', () => {
    const secret = 'ab'.repeat(16);
    for (const hash of [`#${secret}`, `#${secret.toUpperCase()}`, `#${secret}.`, `#${secret}%E3%80%82`, `#${secret}。`])
      expect(toHex(secretOf(hash)!)).toBe(secret);
    for (const hash of ['', '#', `#${secret.slice(1)}`, `#${secret}0`, `#${secret}z`, `#x${secret}`, secret])
      expect(secretOf(hash)).toBeNull();
  });
});

describe('an answer of the gateway', () => {
  it('is a state that is known and a page or none', () => {
    const page = Uint8Array.of(1, 2, 3);
    expect(viewOf({ state: 'Open', sealed: toBase64(page) })).toEqual({ state: 'Open', page });
    expect(viewOf({ state: 'Over', sealed: null })).toEqual({ state: 'Over', page: null });
    for (const bad of [null, {}, { state: 'Else', sealed: null }, { state: 'Open', sealed: '?' }, { state: 'Open' }])
      expect(() => viewOf(bad)).toThrow();
  });
});

describe('the hour', () => {
  it('is told in Beijing, whatever the day is elsewhere', () => {
    expect(whenOf(1_772_413_200_000_000n)).toEqual({ month: 2, day: '2', weekday: 1, time: '09:00' });
    expect(whenOf(1_772_380_799_000_000n)).toEqual({ month: 2, day: '1', weekday: 0, time: '23:59' });
  });
});
