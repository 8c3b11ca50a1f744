// V74 to V76: what host, offices and custodian signed, and the public counts (docs/spec/draw.md, "Checks" and
// "Statements").
import { equal, fromHex, hex, join, Writer, type Bytes } from '../../seal/bytes';
import { hash, tagged, verify, type Tag } from '../../seal/suite';
import type { TrustFile } from '../../seal/trust';
import { sha256 } from '../../sha256';
import { hitsOf, isGateways, ofDoor, outcomes, readConflicts, type Closed, type Outcome, type Told } from '../closed';
import { constraints } from '../commitment';
import { lastArrivalAt, type Draw } from '../state';
import { messageOf } from './beacon';
import { replayed, type Case } from './case';
import { detail, fail, later, none, pass, type Finding } from './finding';

/** Indices of roles in a policy. */
const roles = { custodian: 0, gateway: 1, gate: 2, host: 3 } as const;

const isSigned = async (c: Case, role: keyof typeof roles, tag: Tag, statement: Bytes, signature: Bytes) => {
  const key = c.policies[0]?.roles[roles[role]];
  return key ? verify(key, tagged(tag, statement), signature) : false;
};

export async function offices(c: Case, draw: Draw): Promise<Finding> {
  const { facts, failure } = draw;
  const policy = c.policies[0];
  if (!policy || !facts) return none('noRequest');
  if (c.trust && !coversOffices(c.trust, policy.roles)) return fail('offices.trust');
  const hashes = await Promise.all(facts.policies.map(bytes => hash('policy', bytes)));
  const boxes = new Writer().varied(facts.salt).varied(facts.gateSalt).done();
  if (!(await isSigned(c, 'host', 'draw publish', join(c.requestHash, ...hashes, boxes), facts.signature)))
    return fail('offices.host');
  const made = [draw.reduction, draw.commitment].filter(one => one !== null);
  for (const { root, signature } of made)
    if (!(await isSigned(c, 'custodian', 'draw committed', join(c.requestHash, root), signature)))
      return fail('offices.custodian');
  if (failure?.cause === 'PoolShort') {
    const { group, needed, left, binding } = failure;
    const counts = new Writer().u8(group).u32(needed).u32(left).u8(constraints.indexOf(binding)).done();
    if (!(await isSigned(c, 'custodian', 'draw shortage', join(c.requestHash, counts), failure.signature)))
      return fail('offices.shortage');
  }
  const keys = (['host', 'custodian'] as const).map(role => detail(`key.${role}`, hex(policy.roles[roles[role]]!)));
  return pass(made.length > 0 || failure ? 'offices.pass' : 'offices.hostOnly', {}, keys);
}

const coversOffices = (trust: TrustFile, keys: (Bytes | null)[]): boolean =>
  (['custodian', 'gateway', 'gate'] as const).every(kind =>
    trust.offices.some(office => office.kind === kind && equal(office.signingKey, keys[roles[kind]]!)),
  );

export async function statements(c: Case, draw: Draw, closed: Closed | null): Promise<Finding> {
  const { commitment } = c.transcript;
  if (!closed || !commitment) return later('drawn.later');
  if (!c.policies[0]) return none('noRequest');
  const presented = new Set<string>();
  const last = new Map<string, Outcome>();
  for (const [i, told] of closed.told.entries()) {
    if (!(await holds(c, told, commitment.root))) return fail('statements.wrong', { n: i + 1 });
    const place = `${told.k} ${told.position?.number}`;
    if (told.position?.outcome === 'Presented') presented.add(place);
    if (told.position?.outcome === 'Arrived' && !presented.has(place)) return fail('statements.door', { n: i + 1 });
    if (told.position && !ofDoor.includes(told.position.outcome)) last.set(place, told.position.outcome);
    if (told.position) continue;
    if (!isOfNamed(draw, told.statement)) return fail('statements.units', { n: i + 1 });
    // Of those who lost a seat by it: whoever had arrived, in the room or out of it.
    const here = told.dropped.filter(position => isHere(last.get(`${told.k} ${position}`)));
    if (here.join() !== told.here.join()) return fail('statements.here', { n: i + 1 });
  }
  return pass('statements.pass', { n: closed.told.length });
}

const isHere = (outcome: Outcome | undefined): boolean =>
  outcome === 'Arrived' || outcome === 'Left' || outcome === 'Back';

async function holds(c: Case, told: Told, root: Bytes): Promise<boolean> {
  const session = c.policies[0]!.session;
  if (told.position) {
    const { number, outcome } = told.position;
    const fact = new Writer().u32(number).u8(outcomes[outcome]).done();
    const statement = join(messageOf(session, root, told.k), fact);
    return isGateways(outcome)
      ? isSigned(c, 'gateway', 'draw notice', statement, told.signature)
      : isSigned(c, 'gate', 'draw arrival', statement, told.signature);
  }
  const said = readConflicts(told.statement);
  return (
    said !== null &&
    equal(said.draw, fromHex(session)) &&
    equal(said.root, root) &&
    said.bits.length === Math.ceil(c.positions.length / 8) &&
    hitsOf(said.bits).every(hit => hit < c.positions.length) &&
    (await isSigned(c, 'custodian', 'draw conflicts', told.statement, told.signature))
  );
}

// The custodian was asked about the units that the opening named.
function isOfNamed(draw: Draw, statement: Bytes): boolean {
  const asked = hex(readConflicts(statement)!.unitsHash);
  return draw.named.some(units => {
    const writer = new Writer();
    writer.list(units, unit => writer.text(unit));
    return hex(sha256(tagged('draw units', writer.done()))) === asked;
  });
}

export function counts(c: Case, draw: Draw, closed: Closed | null): Finding {
  const { drawn } = c.transcript;
  if (!closed || !drawn) return later('drawn.later');
  const wrong = closed.values.find(value => draw.results[value.k]?.seats !== value.steps.length);
  if (wrong) return fail('counts.seats', { n: wrong.k + 1 });
  const told = closed.told.filter(one => one.k === closed.values.length - 1);
  const gone = new Set(drawn.dropped);
  const sitting = drawn.steps.map(step => step.position).filter(position => !gone.has(position));
  // The last that was told of each expert.
  const last = new Map(
    told.flatMap(({ position: p }) => (p && !ofDoor.includes(p.outcome) ? [[p.number, p.outcome] as const] : [])),
  );
  const count = (outcome: Outcome) => [...last.values()].filter(one => one === outcome).length;
  const [arrived, declined, silent] = [
    sitting.filter(position => isHere(last.get(position))).length,
    count('Declined'),
    count('Silent'),
  ];
  const confirmed = sitting.filter(position => isHere(last.get(position)) || last.get(position) === 'Confirmed').length;
  const conflicts = told
    .filter(one => !one.position || !isGateways(one.position.outcome))
    .reduce((sum, one) => sum + one.dropped.length, 0);
  const said = { n: arrived, declined, silent };
  if (draw.arrived !== arrived) return fail('counts.arrived', { ...said, m: draw.arrived });
  const expected = [confirmed, declined, silent, conflicts];
  const { notices } = draw;
  const announced = notices ? [notices.confirmed, notices.declined, notices.silent, notices.conflicts] : [0, 0, 0, 0];
  if (expected.some((n, i) => n !== announced[i])) return fail('counts.notices', said);
  const early = draw.phase === 'settled' ? earlyOf(draw, told) : null;
  if (early) return fail(early, said);
  return isOpenSeat(c, draw)
    ? pass(isUncompared(draw) ? 'counts.uncompared' : 'counts.pass', said)
    : fail('counts.open', {});
}

// A committee for an opening stands once it was compared with the bidders, there were none, or nobody named them for
// hours.
function earlyOf({ facts, bidders, disclosedAt }: Draw, told: readonly Told[]): string | null {
  if (!facts || facts.request.session === '') return null;
  if (bidders === null) return disclosedAt! >= lastArrivalAt(facts) ? null : 'counts.unnamed';
  return bidders === 0 || told.some(one => !one.position) ? null : 'counts.unanswered';
}

const isUncompared = ({ phase, facts, bidders }: Draw): boolean =>
  phase === 'settled' && facts !== null && facts.request.session !== '' && bidders === null;

// A seat that stays open is the one that the order leaves open, for the reason that was told.
function isOpenSeat(c: Case, { failure }: Draw): boolean {
  if (failure?.cause !== 'SeatOpen') return true;
  const shortage = replayed(c)?.shortage;
  return (
    shortage?.group === failure.group &&
    shortage.needed === failure.needed &&
    shortage.left === failure.left &&
    shortage.binding === failure.binding
  );
}
