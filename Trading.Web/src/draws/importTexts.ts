import { beijing } from '../host/draftTexts';
import { equal, fitsSeen, type Bytes } from '../seal/bytes';
import {
  askFaults,
  draftOf,
  emptyAsk,
  gatedOf,
  linesOf,
  listed,
  lineFaults,
  rulesOf,
  type AskFault,
  type AskTexts,
  type Supervisor,
} from './askTexts';
import { isResidentId } from './codes';
import { checkExternal, mostLetters } from './externalImport';
import type { RequestRefusal } from './gates';
import type { ImportDraft } from './importing';
import type { ChosenPaper } from './papers';
import { most, seatsOf } from './request';

// What host and supervisor copy from the paper of another system, as texts (docs/spec/draw.md, "External draws"):
// what a request has without what the other system answers for, and what its paper says.

export interface ImportTexts extends AskTexts {
  system: string;
  number: string;
  /** `2026-12-01T09:30`, Beijing time: when the other system drew. */
  drawnAt: string;
  /** Identity numbers, one a line. */
  experts: string;
}
export const emptyImport = (): ImportTexts => ({
  ...emptyAsk(),
  reserve: '0',
  custody: 'Single', // neither is asked for: no trustee holds a lock of such a draw
  system: '',
  number: '',
  drawnAt: '',
  experts: '',
});

const hidden = new Set(['custody', 'reserve', 'regions', 'draw-at']);

/** Everything that is wrong, in the order in which the fields stand. */
export function importFaults(
  texts: ImportTexts,
  supervisor: Supervisor | null,
  paper: ChosenPaper | null,
  host: Bytes,
  nowMs: number,
): AskFault[] {
  const faults: AskFault[] = [];
  const add = (field: string, problem: AskFault['problem'] | false | null, values?: AskFault['values']) => {
    if (problem) faults.push(values ? { field, problem, values } : { field, problem });
  };
  const [drawnMs, roomMs] = [beijing(texts.drawnAt), beijing(texts.roomAt)];
  add('system', !fitsSeen(texts.system.trim(), 1, mostLetters) && 'system');
  add('number', !fitsSeen(texts.number.trim(), 1, mostLetters) && 'number');
  if (Number.isNaN(drawnMs)) add('drawn-at', 'drawnAt');
  else add('drawn-at', drawnMs > nowMs && 'drawnAhead');
  const bad = lineFaults('experts', texts.experts, isResidentId, 'linePersons', most.seats);
  faults.push(...bad);
  if (bad.length === 0) faults.push(...countFaults(texts));
  add('paper', paper === null && 'paper');
  faults.push(...askFaults(texts, supervisor, host, nowMs).filter(fault => !hidden.has(fault.field)));
  if (!Number.isNaN(roomMs)) add('room-at', (roomMs <= nowMs || roomMs <= drawnMs) && 'roomPast');
  return faults;
}

function countFaults(texts: ImportTexts): AskFault[] {
  const all = linesOf(texts.experts);
  const first = new Map<string, number>();
  for (const { number, code } of all) {
    if (first.has(code)) return [{ field: 'experts', problem: 'expertTwice', values: { line: number } }];
    first.set(code, number);
  }
  const seats = seatsOf(gatedOf(texts).groups);
  return all.length === seats ? [] : [{ field: 'experts', problem: 'expertsCount', values: { n: all.length, seats } }];
}

/** What the gates say of the form while it is filled in, each once. */
export function importGates(texts: ImportTexts): RequestRefusal[] {
  const experts = listed(texts.experts).map(person => Uint8Array.from(person, letter => letter.charCodeAt(0)));
  const all = checkExternal(gatedOf(texts), experts, rulesOf(texts));
  return all.filter((no, i) => all.findIndex(other => other.reason === no.reason) === i);
}

/** The draft of a form without faults. */
export const importOf = (texts: ImportTexts, supervisor: Supervisor, paper: ChosenPaper): ImportDraft => ({
  ...draftOf(texts, supervisor),
  regions: [],
  reserveDepth: 0,
  drawAt: BigInt(beijing(texts.drawnAt)) * 1_000n,
  system: texts.system.trim(),
  number: texts.number.trim(),
  experts: listed(texts.experts),
  paper: { hash: paper.hash, bytes: paper.bytes },
});

/** Whether this is the supervisor whom an import names. */
export const isSupervisor = (facts: { supervisor: Bytes }, key: Bytes): boolean => equal(facts.supervisor, key);
