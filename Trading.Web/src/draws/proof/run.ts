// All checks of a draw in the order of their numbers, each for itself. What cannot even be computed does not hold.
import { WireError } from '../../seal/bytes';
import type { TrustFile } from '../../seal/trust';
import type { Closed } from '../closed';
import type { Draw } from '../state';
import { caseOf, type Case, type Tell } from './case';
import * as drawn from './drawn';
import { detail, fail, none, type Finding } from './finding';
import * as made from './made';
import * as said from './said';
import { transcriptOf, type Rows, type ShownName, type Transcript } from './transcript';

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

/** V61 to V73, of a transcript. */
export async function checkTranscript(transcript: Transcript, trust: TrustFile | null, watch: Watch): Promise<Case> {
  const c = await caseOf(transcript, trust);
  for (const [number, check] of ofTranscript) watch.end(number, await guarded(check, c, watch.begin(number)));
  return c;
}

/** All checks, of a draw's folded streams and its rows by root. */
export async function checkDraw(
  draw: Draw,
  closed: Closed | null,
  rows: Rows,
  trust: TrustFile | null,
  watch: Watch,
  shown: readonly ShownName[] = [],
): Promise<void> {
  // A draw that ended before it was made has nothing that comes later.
  const isOver = draw.phase === 'failed' && draw.result === null;
  const own: Watch = {
    begin: watch.begin,
    end: (number, finding) => watch.end(number, isOver && finding.outcome === 'later' ? none('nothingDrawn') : finding),
  };
  const told = closed && closed.values.length > 0 ? closed : null;
  const c = await checkTranscript(transcriptOf(draw, told, rows, shown), trust, own);
  const more: readonly (readonly [CheckNumber, Check])[] = [
    ['V74', () => said.offices(c, draw)],
    ['V75', () => said.statements(c, told)],
    ['V76', () => said.counts(draw, told)],
  ];
  for (const [number, check] of more) own.end(number, await guarded(check, c, own.begin(number)));
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
