// V61 to V66: what was asked for, under which locks, and what was committed to (docs/spec/draw.md, "Checks").
import { equal, hex } from '../../seal/bytes';
import { verifyCertificate } from '../../seal/lock';
import { readPoint } from '../../seal/schnorr';
import { hash } from '../../seal/suite';
import { covers } from '../../seal/trust';
import { mostPositions, readHead, readReductionRow, type Head, type Position, type ReductionRow } from '../commitment';
import { checkGates, findRules } from '../gates';
import { seatsOf, type DrawRequest } from '../request';
import { lockNames } from '../state';
import { beaconOf, combine, messageOf, readAnswer } from './beacon';
import { isZero, rootOf, type Case, type Tell } from './case';
import { detail, fail, later, none, pass, type Finding } from './finding';
import { orderOf } from './order';

const firstPurpose = 3;

export function request(c: Case): Finding {
  const { request: r } = c;
  if (!r) return fail('request.unreadable');
  const rules = findRules(r.rules, r.rulesVersion);
  if (!rules) return fail('request.rules', { rules: r.rules, n: r.rulesVersion });
  const refusals = checkGates(r, rules);
  const details = [detail('requestHash', hex(c.requestHash)), detail('requestBytes', hex(c.transcript.request))];
  return refusals.length > 0
    ? fail('request.gates', { rule: refusals[0]!.rule }, [
        ...refusals.map(({ reason }) => detail('problem', reason)),
        ...details,
      ])
    : pass('request.pass', { n: seatsOf(r.groups), m: seatsOf(r.groups) + r.buyerSeats.length }, details);
}

export async function locks(c: Case): Promise<Finding> {
  if (!c.transcript.certificates) return later('locks.later');
  if (c.policies.length !== 3 || c.certificates.length !== 3) return fail('locks.count');
  for (const [i, name] of lockNames.entries()) {
    const problem = await lockProblem(c, i);
    if (problem) return fail(`locks.${problem.code}`, { lock: name, trustee: problem.trustee });
  }
  const ids = c.certificates.map(certificate => hex(certificate!.lockId));
  const details = lockNames.map((name, i) => detail(`lock.${name}`, ids[i]!));
  return new Set(ids).size < ids.length
    ? fail('locks.same', {}, details)
    : pass('locks.pass', { t: c.drawLock!.threshold, n: c.drawLock!.shares.length }, details);
}

async function lockProblem(c: Case, i: number): Promise<{ code: string; trustee: number } | null> {
  const [r, policy, certificate] = [c.request, c.policies[i], c.certificates[i]];
  const no = (code: string, trustee = 0) => ({ code, trustee });
  if (!r) return no('noRequest');
  if (!policy) return no('policy');
  if (!certificate) return no('certificate');
  if (policy.purpose !== firstPurpose + i || policy.lot !== lockNames[i]) return no('purpose');
  if (policy.suite !== r.suite || policy.session !== r.draw) return no('other');
  if (!equal(policy.termsHash, c.requestHash)) return no('terms');
  if (i === 0 && policy.drawAt !== r.drawAt) return no('time');
  if (c.trust && !covers(c.trust, policy)) return no('trust');
  const wrong = await verifyCertificate(certificate, {
    threshold: policy.threshold,
    staticKeys: policy.trustees.map(trustee => trustee.staticKey),
    policyHash: await hash('policy', c.transcript.policies[i]!),
  });
  return wrong && no('verify', wrong.accused);
}

export function head(c: Case): Finding {
  const { commitment, reduction } = c.transcript;
  if (!commitment) return later('pool.later');
  const h = c.head;
  if (!h || h.isReduction) return fail('head.unreadable');
  const problem = headProblem(c, h);
  if (problem) return fail(`head.${problem}`);
  if (h.rows !== c.positions.length || h.rows > mostPositions)
    return fail('head.rows', { n: h.rows, m: c.positions.length });
  if (isZero(h.reductionRoot) !== (reduction === null)) return fail('head.reduction');
  if (!reduction && h.eligible !== h.rows) return fail('head.eligible', { n: h.eligible, m: h.rows });
  const out = h.excluded.reduce((sum, count) => sum + count, 0);
  return pass('head.pass', { n: h.rows, m: h.eligible, k: out }, [detail('head', hex(commitment.head))]);
}

/** What both heads of a draw must hold, or null. */
function headProblem(c: Case, h: Head): string | null {
  if (!c.request || c.certificates.length !== 3 || c.certificates.includes(null)) return 'noLocks';
  if (!equal(h.requestHash, c.requestHash)) return 'request';
  return h.locks.every((id, i) => equal(id, c.certificates[i]!.lockId)) ? null : 'locks';
}

export async function positions(c: Case, tell: Tell): Promise<Finding> {
  if (!c.transcript.commitment) return later('pool.later');
  if (!c.request) return none('noRequest');
  for (const [i, position] of c.positions.entries()) {
    const problem = positionProblem(c.request, position, i);
    if (problem) return fail(`positions.${problem}`, { n: i });
    if (i % 32 === 0) await tell(i, c.positions.length);
  }
  const differ = (part: (p: Position) => Uint8Array) =>
    new Set(c.positions.map(p => hex(part(p!)))).size === c.positions.length;
  if (!differ(p => p.point)) return fail('positions.pointTwice');
  if (!differ(p => p.row)) return fail('positions.rowTwice');
  return pass('positions.pass', { n: c.positions.length });
}

function positionProblem(r: DrawRequest, position: Position | null, i: number): string | null {
  if (!position) return 'unreadable';
  if (position.position !== i) return 'place';
  if (!readPoint(position.point)) return 'point';
  if (position.groups === 0 || position.groups >> r.groups.length !== 0) return 'group';
  const fits = r.groups.every((group, g) => ((position.groups >> g) & 1) === 0 || position.level >= group.least);
  return fits ? null : 'level';
}

export async function root(c: Case, tell: Tell): Promise<Finding> {
  const { commitment } = c.transcript;
  if (!commitment) return later('pool.later');
  if (!c.request || !c.head) return none('noHead');
  const { served } = commitment;
  if (served && !equal(served, commitment.head)) return fail('root.head');
  const found = await rootOf(commitment.head, commitment.positions, tell);
  const details = [detail('rootPublished', hex(commitment.root)), detail('rootFound', hex(found))];
  return equal(found, commitment.root)
    ? pass('root.pass', { n: commitment.positions.length + 1 }, details)
    : fail('root.other', {}, details);
}

export async function reduction(c: Case, tell: Tell): Promise<Finding> {
  const { reduction: made, commitment } = c.transcript;
  if (!made) return none('reduction.none');
  if (!made.answers || !commitment) return later('reduction.later');
  if (!c.request || !c.drawLock || !c.head || c.positions.includes(null)) return none('noHead');
  const rows = made.rows.map(readReductionRow);
  const own = readHead(made.head);
  if (!own?.isReduction) return fail('reduction.head');
  const wrong = headProblem(c, own);
  if (wrong) return fail(`head.${wrong}`);
  if (own.rows !== rows.length || own.eligible !== own.rows || own.rows <= mostPositions || rows.includes(null))
    return fail('reduction.rows', { n: own.rows, m: rows.length });
  if (own.eligible !== c.head.eligible || own.excluded.some((count, i) => count !== c.head!.excluded[i]))
    return fail('reduction.counts');
  const found = await rootOf(made.head, made.rows, tell);
  if (!equal(found, made.root) || !equal(found, c.head.reductionRoot)) return fail('reduction.root');
  const answers = made.answers.map(readAnswer);
  if (answers.includes(null)) return fail('answers.unreadable');
  const beacon = beaconOf(messageOf(c.request.draw, made.root, 0));
  const { value, refused } = combine(
    c.drawLock,
    beacon,
    answers.map(answer => answer!),
  );
  if (refused.length > 0) return fail('answers.wrong', { trustee: refused[0]!.trustee, fault: refused[0]!.fault });
  if (!value) return fail('answers.few', { n: answers.length, t: c.drawLock.threshold });
  if (made.value && !equal(made.value, value)) return fail('value.other', {}, [detail('value', hex(value))]);
  const kept = keep(c.request.groups.length, rows as ReductionRow[], orderOf(value, rows.length));
  const isKept =
    kept.length === c.positions.length &&
    kept.every((row, p) => {
      const position = c.positions[p]!;
      return rows[row]!.groups === position.groups && equal(rows[row]!.row, position.row);
    });
  const details = [detail('rootFound', hex(found)), detail('value', hex(value))];
  return isKept
    ? pass('reduction.pass', { n: kept.length, m: rows.length }, details)
    : fail('reduction.kept', {}, details);
}

/** Indices of the rows that are kept: along the order each that fits a group which has not its part yet. */
export function keep(groups: number, rows: readonly ReductionRow[], order: readonly number[]): number[] {
  const part = Math.floor(mostPositions / groups);
  const taken = new Array<number>(groups).fill(0);
  return order.filter(row => {
    const own = taken.flatMap((_, g) => ((rows[row]!.groups >> g) & 1 ? [g] : []));
    if (!own.some(g => taken[g]! < part)) return false;
    own.forEach(g => taken[g]!++);
    return true;
  });
}
