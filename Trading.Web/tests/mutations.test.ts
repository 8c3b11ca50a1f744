import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../src/exact';
import { CorruptStream } from '../src/fields';
import { foldAll, noHall } from '../src/fold';
import type { Hall } from '../src/state';
import { snapshotOf } from './snapshot';
import { names, vector, type SessionVector } from './vectors';

// Each good stream with each event mutated, as docs/spec/archive.md says ("Mutated streams"); the file holds what
// becomes of it.
// Of a pair the first is the height at which keys alone tell: `verify` refuses there, a page folds on to the second.
type Answer = number | string | null;
type Expected = Answer | [number, string];
const { streams, answers } = vector<{
  streams: { [name: string]: string[] };
  answers: { [stream: string]: { [kind: string]: Expected[] } };
}>('sessions-bad/mutations.json');
const bad = vector<{ streams: { [name: string]: string[] } }>('sessions-bad/streams.json').streams;

const good = new Map<string, string[]>([
  ...names('sessions').map((name): [string, string[]] => [
    `sessions/${name}`,
    vector<SessionVector>(`sessions/${name}.json`).events,
  ]),
  ...Object.entries(bad).map(([name, events]): [string, string[]] => [`bad/${name}`, events]),
  ...Object.entries(streams).map(([name, events]): [string, string[]] => [`mutations/${name}`, events]),
]);
const donors = Object.keys(streams)
  .filter(name => name.startsWith('other-'))
  .flatMap(name => streams[name]!);

const head = /^\{"type":"([A-Za-z]+)","at":(-?\d+)/;
const typeOf = (text: string): string => head.exec(text)![1]!;
const timeOf = (text: string): number => Number(head.exec(text)![2]);
const at = (text: string, time: number): string => text.replace(head, `{"type":"${typeOf(text)}","at":${time}`);

function mutated(events: string[], kind: string, i: number): string[] | null {
  const last = events.length - 1;
  const moved = events.toSpliced(i, 1);
  const event = events[i]!;
  switch (kind.replace('-in-time', '')) {
    case 'dropped':
      break;
    case 'doubled':
      return events.toSpliced(i, 0, event);
    case 'swapped':
      if (i === last) return null;
      moved.splice(i + 1, 0, event);
      break;
    case 'first':
      if (i === 0) return null;
      moved.unshift(event);
      break;
    case 'last':
      if (i === last) return null;
      moved.push(event);
      break;
    case 'early':
      moved.splice(i, 0, at(event, i === 0 ? -1 : timeOf(events[i - 1]!) - 1));
      break;
    case 'foreign': {
      const foreign = donors.find(e => typeOf(e) === typeOf(event));
      if (foreign === undefined) return null;
      moved.splice(i, 0, foreign);
      break;
    }
    default:
      throw new Error(kind);
  }
  return kind.endsWith('-in-time') ? moved.map((e, place) => at(e, timeOf(events[place]!))) : moved;
}

function answerOf(events: string[]): Answer {
  let hall: Hall = noHall;
  for (const [h, e] of events.entries()) {
    try {
      hall = foldAll(hall, [{ h, e }]);
    } catch (cause) {
      if (!(cause instanceof CorruptStream)) throw cause;
      return h;
    }
  }
  return hall.commit ? events.length : digest(snapshotOf(hall));
}

const digest = (snapshot: Json): string => createHash('sha256').update(print(snapshot)).digest('hex').slice(0, 16);

function print(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(item => `${print(item)},`).join('')}]`;
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map(key => `${JSON.stringify(key)}:${print(value[key]!)},`).join('')}}`;
}

describe('a mutated stream', () => {
  it.each(
    Object.entries(answers).flatMap(([stream, kinds]) =>
      Object.entries(kinds).map(([kind, expected]) => ({ stream, kind, expected })),
    ),
  )('of $stream with each event $kind becomes what the procedure says', ({ stream, kind, expected }) => {
    const events = good.get(stream)!;
    const found = events.map((_, i) => {
      const changed = mutated(events, kind, i);
      return changed && answerOf(changed);
    });
    expect(found).toEqual(expected.map(answer => (Array.isArray(answer) ? answer[1] : answer)));
  });
});
