// V67 to V73: orders, answers, value, seats, names (docs/spec/draw.md, "Checks").
import { equal, fits, hex, join, textBytes, Writer, type Bytes } from '../../seal/bytes';
import { tagged, verify } from '../../seal/suite';
import { sha256 } from '../../sha256';
import { nobody, type SeatStep } from '../seating';
import { beaconOf, combine, faultOf, messageOf, readAnswer, type Answer, type Beacon } from './beacon';
import { replayed, type Case } from './case';
import { detail, fail, later, none, pass, type Detail, type Finding } from './finding';
import type { ShownName } from './transcript';

const supervisorRole = 4;

export async function again(c: Case): Promise<Finding> {
  const { again: orders, commitment } = c.transcript;
  if (!commitment) return later('pool.later');
  if (orders.length === 0) return pass('again.once');
  const policy = c.policies[0];
  if (!c.request || !policy) return none('noRequest');
  const supervisor = policy.roles[supervisorRole];
  if (!supervisor) return fail('again.nobody');
  for (const [i, { reason, signature }] of orders.entries()) {
    if (!fits(reason, 1, 500)) return fail('again.reason', { n: i + 2 });
    const statement = join(messageOf(c.request.draw, commitment.root, i + 1), textBytes(reason));
    if (!(await verify(supervisor, tagged('draw again', statement), signature)))
      return fail('again.signature', { n: i + 2 });
  }
  return pass('again.pass', { n: orders.length + 1 });
}

/** The beacon of the draw that counts, and the answers to it; a word where there are none to look at. */
function beacon(c: Case): { beacon: Beacon; answers: Answer[]; message: Bytes } | Finding {
  const { drawn, commitment } = c.transcript;
  if (!drawn || !commitment) return later('drawn.later');
  if (!c.request || !c.drawLock) return none('noLock');
  const answers = drawn.answers.map(readAnswer);
  if (answers.includes(null)) return fail('answers.unreadable');
  const message = messageOf(c.request.draw, commitment.root, c.k);
  return { beacon: beaconOf(message), answers: answers.map(answer => answer!), message };
}

export function answers(c: Case): Finding {
  const asked = beacon(c);
  if ('outcome' in asked) return asked;
  const lock = c.drawLock!;
  const details: Detail[] = [
    detail('message', hex(asked.message)),
    detail('alpha', hex(asked.beacon.alpha)),
    detail('point', hex(asked.beacon.point.toBytes(false))),
  ];
  for (const answer of asked.answers) {
    const fault = faultOf(lock, asked.beacon, answer);
    if (fault) return fail('answers.wrong', { trustee: answer.trustee, fault }, details);
    const name = c.policies[0]?.trustees[answer.trustee - 1]?.name ?? answer.trustee;
    details.push({ label: 'answer', text: `${name}: ${hex(answer.partials[0]!.toBytes(false))} ${hex(answer.proof)}` });
  }
  const different = new Set(asked.answers.map(answer => answer.trustee)).size;
  if (different < asked.answers.length) return fail('answers.twice', {}, details);
  if (different < lock.threshold) return fail('answers.few', { n: different, t: lock.threshold }, details);
  return pass('answers.pass', { n: different, m: lock.shares.length, t: lock.threshold }, details);
}

export function value(c: Case): Finding {
  const asked = beacon(c);
  if ('outcome' in asked) return asked.outcome === 'fail' ? none('noAnswers') : asked;
  const combined = combine(c.drawLock!, asked.beacon, asked.answers);
  if (!combined.value) return none('noAnswers');
  const published = c.transcript.drawn!.value;
  const details = [
    detail('shared', hex(combined.shared!.toBytes(false))),
    detail('valueFound', hex(combined.value)),
    detail('valuePublished', hex(published)),
  ];
  return equal(combined.value, published) ? pass('value.pass', {}, details) : fail('value.other', {}, details);
}

export function first(c: Case): Finding {
  const seating = seatsOf(c);
  if ('outcome' in seating) return seating;
  const { expected, found, order } = seating;
  const isFirst = (step: SeatStep) => step.insteadOf === nobody;
  const details = [
    detail('order', order.slice(0, 60).join(' ')),
    detail('stepsFound', said(expected.filter(isFirst))),
    detail('stepsPublished', said(found.filter(isFirst))),
  ];
  return said(expected.filter(isFirst)) === said(found.filter(isFirst))
    ? pass('first.pass', { n: found.filter(isFirst).length }, details)
    : fail('first.other', {}, details);
}

export function afterwards(c: Case): Finding {
  const seating = seatsOf(c);
  if ('outcome' in seating) return seating;
  const { dropped } = c.transcript.drawn!;
  const isLater = (step: SeatStep) => step.insteadOf !== nobody;
  const [expected, found] = [seating.expected.filter(isLater), seating.found.filter(isLater)];
  if (dropped.length === 0 && found.length === 0) return pass('later.nobody');
  const details = [
    detail('dropped', dropped.join(' ')),
    detail('stepsFound', said(expected)),
    detail('stepsPublished', said(found)),
  ];
  return said(expected) === said(found)
    ? pass('later.pass', { n: dropped.length, m: found.length }, details)
    : fail('later.other', {}, details);
}

function seatsOf(c: Case): { expected: SeatStep[]; found: SeatStep[]; order: number[] } | Finding {
  const { drawn } = c.transcript;
  if (!drawn) return later('drawn.later');
  const again = replayed(c);
  return again ? { expected: again.steps, found: drawn.steps, order: again.order } : none('noPositions');
}

// A step as it is read and compared: position→group, and for whom.
const said = (steps: readonly SeatStep[]): string =>
  steps.map(s => `${s.position}→${s.group + 1}${s.insteadOf === nobody ? '' : `(${s.insteadOf})`}`).join(' ');

export function result(c: Case): Finding {
  const { drawn } = c.transcript;
  if (!drawn) return later('drawn.later');
  const seats = new Writer();
  seats.list(
    drawn.steps.filter(step => step.insteadOf === nobody),
    step => seats.u32(step.position).u8(step.group),
  );
  const found = hex(sha256(tagged('draw result', drawn.resultSalt, drawn.value, seats.done())));
  const details = [
    detail('salt', hex(drawn.resultSalt)),
    detail('resultFound', found),
    detail('resultPublished', drawn.resultHash),
  ];
  return found === drawn.resultHash ? pass('result.pass', {}, details) : fail('result.other', {}, details);
}

export function names(c: Case): Finding {
  const { shown } = c.transcript;
  if (shown.length === 0) return none('names.none');
  if (!c.request) return none('noRequest');
  if (new Set(shown.map(one => one.position)).size < shown.length) return fail('names.twice');
  for (const one of shown) {
    const problem = nameProblem(c, one);
    if (problem) return fail(`names.${problem}`, { n: one.position });
  }
  return pass('names.pass', { n: shown.length });
}

function nameProblem(c: Case, one: ShownName): string | null {
  if (!c.transcript.drawn?.steps.some(step => step.position === one.position)) return 'seat';
  const position = c.positions[one.position];
  if (!position) return 'position';
  const person = new Writer().text(one.number).text(one.name).text(one.id).done();
  return equal(sha256(tagged('draw row', one.salt, one.rest, person)), position.row) ? null : 'row';
}
