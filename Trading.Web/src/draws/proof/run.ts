// All checks of a draw in the order of their numbers, each for itself. What cannot even be computed does not hold.
import { WireError, type Bytes } from '../../seal/bytes';
import type { TrustFile } from '../../seal/trust';
import type { Closed } from '../closed';
import type { Draw } from '../state';
import { caseOf, type Case, type Tell } from './case';
import * as drawn from './drawn';
import { detail, fail, none, type Finding } from './finding';
import * as made from './made';
import * as people from './people';
import * as said from './said';
import type { Full } from './full';
import { earlierOf, transcriptOf, type Rows, type Transcript } from './transcript';

/** Numbers of docs/spec/draw.md, "Checks". */
export const numbers = [
  'V61',
  'V62',
  'V63',
  'V64',
  'V65',
  'V66',
  'V67',
  'V68',
  'V69',
  'V70',
  'V71',
  'V72',
  'V73',
  'V74',
  'V75',
  'V76',
  'V77',
  'V78',
  'V79',
  'V80',
  'V81',
  'V82',
] as const;
export type CheckNumber = (typeof numbers)[number];

type Check = (c: Case, tell: Tell) => Finding | Promise<Finding>;

const ofTranscript: readonly (readonly [CheckNumber, Check])[] = [
  ['V61', made.request],
  ['V62', made.locks],
  ['V63', made.head],
  ['V64', made.positions],
  ['V65', made.root],
  ['V66', made.reduction],
  ['V67', drawn.again],
  ['V68', drawn.answers],
  ['V69', drawn.value],
  ['V70', drawn.first],
  ['V71', drawn.afterwards],
  ['V72', drawn.result],
  ['V73', drawn.names],
];

/** `begin` hears of each check before it, with a way to tell how far it is; `end` hears what it found. */
export interface Watch {
  begin(number: CheckNumber): Tell;
  end(number: CheckNumber, finding: Finding): void;
}

/** V61 to V73, of a transcript; of draws that were made again before it, too, where answers, value and seats are. */
export async function checkTranscript(
  transcript: Transcript,
  trust: TrustFile | null,
  watch: Watch,
  earlier: readonly Transcript[] = [],
): Promise<Case> {
  const c = await caseOf(transcript, trust);
  const before = earlier.map(one => ({ ...c, transcript: one, k: one.again.length }));
  for (const [number, check] of ofTranscript) {
    const tell = watch.begin(number);
    let finding = await guarded(check, c, tell);
    for (const one of ofEachDraw.has(number) ? before : []) {
      const found = await guarded(check, one, tell);
      if (found.outcome === 'fail' && finding.outcome !== 'fail') finding = found;
    }
    watch.end(number, finding);
  }
  return c;
}

const ofEachDraw: ReadonlySet<CheckNumber> = new Set(['V68', 'V69', 'V70', 'V71', 'V72']);

/** All checks, of a draw's folded streams and its rows by root; `full` is what the supervisor's archive adds. */
export async function checkDraw(
  draw: Draw,
  closed: Closed | null,
  rows: Rows,
  trust: TrustFile | null,
  watch: Watch,
  full: Full | null = null,
): Promise<void> {
  // A draw that ended before it was made has nothing that comes later.
  const isOver = draw.phase === 'failed' && draw.result === null;
  const own: Watch = {
    begin: watch.begin,
    end: (number, finding) => watch.end(number, isOver && finding.outcome === 'later' ? none('nothingDrawn') : finding),
  };
  if (draw.external) {
    for (const number of numbers.slice(0, numbers.indexOf('V77'))) {
      watch.begin(number);
      watch.end(number, none('external'));
    }
    return checkPeople(draw, closed, draw.external.import.gate, trust, own, full);
  }
  const told = closed && closed.values.length > 0 ? closed : null;
  const last = transcriptOf(draw, told, rows, full?.shown ?? []);
  const c = await checkTranscript(last, trust, own, told ? earlierOf(last, draw, told) : []);
  const more: readonly (readonly [CheckNumber, Check])[] = [
    ['V74', () => said.offices(c, draw)],
    ['V75', () => said.statements(c, draw, told)],
    ['V76', () => said.counts(c, draw, told)],
  ];
  for (const [number, check] of more) own.end(number, await guarded(check, c, own.begin(number)));
  await checkPeople(draw, closed, c.policies[0]?.roles[2] ?? null, trust, own, full);
}

/** V77 to V82. Names and paper are in the full archive alone. */
async function checkPeople(
  draw: Draw,
  closed: Closed | null,
  gate: Bytes | null,
  trust: TrustFile | null,
  watch: Watch,
  full: Full | null,
): Promise<void> {
  const checks: readonly (readonly [CheckNumber, () => Finding | Promise<Finding>])[] = [
    ['V77', () => people.imported(draw)],
    ['V78', () => people.signed(draw, trust)],
    ['V79', () => people.told(draw, closed, gate)],
    ['V80', () => people.counted(draw, closed)],
    ['V81', () => people.named(draw, closed, gate, full)],
    ['V82', () => people.paper(draw, full)],
  ];
  for (const [number, check] of checks) {
    watch.begin(number);
    watch.end(number, await check());
  }
}

async function guarded(check: Check, c: Case, tell: Tell): Promise<Finding> {
  try {
    return await check(c, tell);
  } catch (broken) {
    if (broken instanceof RangeError || broken instanceof WireError)
      return fail('broken', {}, [detail('problem', broken.message)]);
    throw broken;
  }
}
