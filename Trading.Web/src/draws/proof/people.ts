// V77 to V82: an external draw as it was imported, what the gate told of those whom hashes name, who they are, and the
// signed paper (docs/spec/draw.md, "Checks"). How another system drew nobody can check here.
import { equal, fits, hex, Writer, join, type Bytes } from '../../seal/bytes';
import { isPoint, tagged, verify } from '../../seal/suite';
import type { TrustFile } from '../../seal/trust';
import { sha256 } from '../../sha256';
import { outcomes, type Closed } from '../closed';
import { isResidentId } from '../codes';
import { keysOf } from '../externalImport';
import { firstBuyer, firstExpert, hasSeat, isBuyers } from '../persons';
import { hashPerson } from '../request';
import { askedOf, type Draw } from '../state';
import { messageOf } from './beacon';
import { detail, fail, later, none, pass, type Finding } from './finding';
import type { Full, NamedPerson } from './full';

/** The fold refused whatever is not canonical or passes no gate; keys that are no points are left to say. */
export async function imported({ external }: Draw): Promise<Finding> {
  if (!external) return none('persons.notExternal');
  for (const key of keysOf(external.import)) if (!(await isPoint(key))) return fail('import.key');
  return pass('import.pass', { n: external.seats });
}

export async function signed({ external }: Draw, trust: TrustFile | null): Promise<Finding> {
  if (!external) return none('persons.notExternal');
  const { import: made, importHash, gateSalt } = external;
  const statement = tagged('draw import', join(importHash, new Writer().varied(gateSalt).done()));
  if (!(await verify(made.host, statement, external.hostSignature))) return fail('import.host');
  if (!(await verify(made.supervisor, statement, external.supervisorSignature))) return fail('import.supervisor');
  if (trust && !trust.platforms.some(one => equal(one.signingKey, made.platform))) return fail('import.platform');
  const isGate = trust?.offices.some(one => one.kind === 'gate' && equal(one.signingKey, made.gate));
  return isGate === false ? fail('import.gate') : pass('import.signed');
}

/** V79; `gate` and `root` are those of the draw's kind, null where its bytes cannot be read. */
export async function told(draw: Draw, closed: Closed | null, gate: Bytes | null): Promise<Finding> {
  if (!hasPeople(draw)) return none('persons.none');
  const root = draw.external?.importHash ?? draw.commitment?.root;
  if (!closed || !root || !gate) return later('drawn.later');
  for (const { seat, outcome, signature } of closed.persons) {
    const fact = new Writer().u32(seat).u8(outcomes[outcome]).done();
    const statement = tagged('draw arrival', join(messageOf(askedOf(draw)!.draw, root, 0), fact));
    if (!(await verify(gate, statement, signature))) return fail('persons.wrong', { n: seat });
  }
  return pass('persons.told', { n: closed.persons.length });
}

/** V80. */
export function counted(draw: Draw, closed: Closed | null): Finding {
  if (!hasPeople(draw)) return none('persons.none');
  if (!closed) return later('drawn.later');
  // Whoever comes after the last public count is in the closed stream, which is public by then.
  const here = (ofBuyer: boolean, until: number | null) => {
    const before = closed.persons.filter(one => one.at <= (until ?? draw.disclosedAt ?? Infinity));
    const last = new Map(before.map(one => [one.seat, one.outcome]));
    return [...last].filter(([seat, outcome]) => outcome !== 'Avoids' && isBuyers(seat) === ofBuyer).length;
  };
  const [buyers, experts] = [here(true, draw.buyersAt), here(false, draw.arrivedAt)];
  if (buyers !== draw.buyers) return fail('persons.buyers', { n: draw.buyers, m: buyers });
  if (draw.external && experts !== draw.arrived) return fail('persons.experts', { n: draw.arrived, m: experts });
  return draw.external ? pass('persons.counted', { n: experts, m: buyers }) : pass('persons.sent', { n: buyers });
}

/** V81. Names are in the full archive alone. */
export async function named(
  draw: Draw,
  closed: Closed | null,
  gate: Bytes | null,
  full: Full | null,
): Promise<Finding> {
  if (!hasPeople(draw)) return none('persons.none');
  if (!full) return none('persons.names');
  if (full.named.length === 0) return none('persons.unnamed');
  const root = draw.external?.importHash ?? draw.commitment?.root;
  if (!closed || !root || !gate) return later('drawn.later');
  if (new Set(full.named.map(one => one.seat)).size < full.named.length) return fail('persons.twice');
  const message = messageOf(askedOf(draw)!.draw, root, 0);
  for (const one of full.named) {
    const problem = await nameProblem(draw, closed, gate, full, message, one);
    if (problem) return fail(problem, { n: one.seat });
  }
  return pass(full.salt ? 'persons.named' : 'persons.namedNoSalt', { n: full.named.length });
}

async function nameProblem(
  draw: Draw,
  closed: Closed,
  gate: Bytes,
  { salt }: Full,
  message: Bytes,
  { seat, name, id, signature }: NamedPerson,
): Promise<string | null> {
  if (!hasSeat(draw, seat)) return 'persons.noSeat';
  if (!closed.persons.some(one => one.seat === seat && one.outcome === 'Arrived')) return 'persons.nobody';
  const said = join(message, new Writer().u32(seat).text(name).text(id).done());
  const isOne = isName(name) && isResidentId(id);
  if (!isOne || !(await verify(gate, tagged('draw person named', said), signature))) return 'persons.wrong';
  // Without the salt, which is the host's until the paper is there, nobody can try a hash.
  return salt === null || equal(await hashPerson(salt, id), expected(draw, seat)) ? null : 'persons.other';
}

const nameLetters = 60;
const isName = (name: string): boolean => fits(name, 1, nameLetters) && name.trim() === name && !/\p{Cc}/u.test(name);

const expected = (draw: Draw, seat: number): Bytes =>
  isBuyers(seat)
    ? askedOf(draw)!.request.buyerSeats[seat - firstBuyer]!.person
    : draw.external!.import.experts[seat - firstExpert]!;

/** V82; the fold refused a paper of another size than was signed. */
export function paper({ external, paperAt }: Draw, full: Full | null): Finding {
  if (!external) return none('persons.notExternal');
  if (paperAt === null) return none('paper.notYet');
  if (!full) return none('persons.paper');
  if (!full.paper) return fail('paper.missing');
  const { paperHash, paperBytes } = external.import;
  const found = sha256(full.paper);
  const details = [detail('paperSigned', hex(paperHash)), detail('paperFound', hex(found))];
  return full.paper.length === paperBytes && equal(new Uint8Array(found), paperHash)
    ? pass('paper.pass', { n: paperBytes }, details)
    : fail('paper.other', {}, details);
}

const hasPeople = (draw: Draw): boolean => draw.external !== null || askedOf(draw)!.request.buyerSeats.length > 0;
