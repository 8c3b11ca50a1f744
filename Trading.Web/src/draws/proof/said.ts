// V74 to V76: what host, offices and custodian signed, and the public counts (docs/spec/draw.md, "Checks" and
// "Statements").
import { equal, fromHex, hex, join, Writer, type Bytes } from '../../seal/bytes';
import { hash, tagged, verify, type Tag } from '../../seal/suite';
import type { TrustFile } from '../../seal/trust';
import { hitsOf, isGateways, outcomes, readConflicts, type Closed, type Told } from '../closed';
import { constraints } from '../commitment';
import type { Draw } from '../state';
import { messageOf } from './beacon';
import type { Case } from './case';
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

export async function statements(c: Case, closed: Closed | null): Promise<Finding> {
  const { commitment } = c.transcript;
  if (!closed || !commitment) return later('drawn.later');
  if (!c.policies[0]) return none('noRequest');
  for (const [i, told] of closed.told.entries())
    if (!(await holds(c, told, commitment.root))) return fail('statements.wrong', { n: i + 1 });
  return pass('statements.pass', { n: closed.told.length });
}

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

export function counts(draw: Draw, closed: Closed | null): Finding {
  if (!closed) return later('drawn.later');
  const k = closed.values.length - 1;
  const told = closed.told.filter(one => one.k === k);
  const gone = new Set(told.flatMap(one => one.dropped));
  const of = (outcome: string) =>
    new Set(told.flatMap(one => (one.position?.outcome === outcome ? [one.position.number] : [])));
  const arrived = [...of('Arrived')].filter(position => !gone.has(position)).length;
  const [declined, silent] = [of('Declined').size, of('Silent').size];
  const said = { n: arrived, declined, silent };
  if (draw.arrived !== arrived) return fail('counts.arrived', { ...said, m: draw.arrived });
  const isCounted = (draw.notices?.declined ?? 0) === declined && (draw.notices?.silent ?? 0) === silent;
  return isCounted ? pass('counts.pass', said) : fail('counts.notices', said);
}
