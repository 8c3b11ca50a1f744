import { effectScope, ref } from 'vue';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CheckedCard from '../../src/hall/CheckedCard.vue';
import { leafOf, type SaltedEvent } from '../../src/hall/claim';
import JumpLinks from '../../src/hall/JumpLinks.vue';
import RootNote from '../../src/hall/RootNote.vue';
import { useClaim } from '../../src/hall/useClaim';
import { hex } from '../../src/seal/bytes';
import { rootOf } from '../../src/seal/trees';
import { inBoth, render, said, textOf } from '../render';

describe('parts of the hall', () => {
  it('leads past a long table to whatever stands below it', async () => {
    const places = [
      { id: 'objections', key: 'protest.Objection', n: 3 },
      { id: 'trustees', key: 'trustee.title' },
    ];
    for (const language of inBoth) {
      const html = await render(JumpLinks, { places }, language);
      expect(html).toContain('href="#objections"');
      expect(textOf(html)).toBe(
        `${said('protest.Objection', language)} 3 ${said('trustee.title', language)}`.replace(/\s+/g, ' '),
      );
      expect(await render(JumpLinks, { places: [] }, language)).not.toContain('<nav');
    }
  });

  it('says what it checked itself and what only the command checks', async () => {
    for (const language of inBoth) {
      const html = await render(CheckedCard, {}, language);
      expect(html.match(/<li/g)).toHaveLength(10);
      expect(html).toContain('trading verify');
    }
  });
});

describe('a hall that is opened by the code of a record', () => {
  afterEach(() => vi.unstubAllGlobals());

  const events: SaltedEvent[] = Array.from({ length: 300 }, (_, h) => ({
    h,
    salt: btoa(String.fromCharCode(...new Uint8Array(32).fill(h % 251))),
    e: `{"type":"Something","at":${h}}`,
  }));

  it('reads as many pages as it needs, and says how the stream and the record stand', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path);
      const from = Number(new URL(path, 'http://x').searchParams.get('after')) + 1;
      return new Response(JSON.stringify({ head: 300, events: events.slice(from, from < 256 ? 256 : 300) }));
    });
    const root = hex(await rootOf(await Promise.all(events.slice(0, 290).map(leafOf))));
    const height = ref(99);
    const scope = effectScope();
    const verdict = scope.run(() =>
      useClaim(
        () => 's',
        { size: 290, root },
        () => height.value,
      ),
    )!;
    expect(asked).toEqual([]);
    height.value = 299;
    await vi.waitFor(() => expect(verdict.value).toBe('longer'), 10_000);
    expect(asked).toEqual(['/api/feed/session.s?after=-1', '/api/feed/session.s?after=255']);
    scope.stop();
  });

  it('has a sentence for each answer, in both languages', async () => {
    const claim = { size: 4, root: 'ab'.repeat(32) };
    vi.stubGlobal('fetch', async () => new Response('{"head":5,"events":[]}'));
    for (const language of inBoth) {
      const html = textOf(await render(RootNote, { session: 's', claim, height: 1 }, language));
      expect(html).toContain(said('claim.shorter', language));
      expect(html).toContain('abababab');
      for (const verdict of ['equal', 'longer', 'different', 'reading', 'away'])
        expect(said(`claim.${verdict}`, language)).not.toBe('');
    }
  });
});
