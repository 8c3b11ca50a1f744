import { describe, expect, it } from 'vitest';
import { CorruptStream } from '../src/fields';
import { foldAll, noHall } from '../src/fold';
import type { Hall } from '../src/state';
import { vector } from './vectors';

interface Bad {
  name: string;
  stream: string;
  at: number;
  remove: number;
  insert: string[];
  refusedAt: number;
}
const { streams, bad } = vector<{ streams: { [name: string]: string[] }; bad: Bad[] }>('sessions-bad/streams.json');

/** The height that is refused, or −1; a stream that ends within a commit is refused at its end. */
function refusedAt(events: string[]): number {
  let hall: Hall = noHall;
  for (const [h, e] of events.entries()) {
    try {
      hall = foldAll(hall, [{ h, e }]);
    } catch (cause) {
      if (!(cause instanceof CorruptStream)) throw cause;
      return h;
    }
  }
  return hall.commit ? events.length : -1;
}

describe('streams that no platform can have made', () => {
  it.each(Object.keys(streams))('but %s is good', name => expect(refusedAt(streams[name]!)).toBe(-1));

  it.each(bad)('$name is refused where `verify` refuses it', ({ stream, at, remove, insert, refusedAt: expected }) => {
    const events = [...streams[stream]!];
    events.splice(at, remove, ...insert);
    expect(refusedAt(events)).toBe(expected);
  });
});

describe('the version of a record', () => {
  const concluding = (keys: string): string[] =>
    streams['eventful']!.map(e => (e.includes('"type":"SessionConcluded"') ? e.replace(/}$/, `${keys}}`) : e));
  const at = streams['eventful']!.findIndex(e => e.includes('"type":"SessionConcluded"'));

  it.each(['', ',"record":2', ',"record":2,"address":"https://a.example/hall/1"'])('is good with %s', keys =>
    expect(refusedAt(concluding(keys))).toBe(-1),
  );

  it.each([
    ',"record":3',
    ',"address":"https://a.example/hall/1"',
    ',"record":2,"address":"javascript:alert(1)"',
    ',"record":2,"address":"https://a.example/#x"',
    `,"record":2,"address":"https://a.example/${'x'.repeat(200)}"`,
  ])('is refused with %s', keys => expect(refusedAt(concluding(keys))).toBe(at));
});
