// V77 to V80: an external draw as it was imported, and what the gate told of those whom hashes name
// (docs/spec/draw.md, "Checks"). How another system drew nobody can check here.
import { equal, Writer, join, type Bytes } from '../../seal/bytes';
import { isPoint, tagged, verify } from '../../seal/suite';
import type { TrustFile } from '../../seal/trust';
import { outcomes, type Closed } from '../closed';
import { keysOf } from '../externalImport';
import { isBuyers } from '../persons';
import { askedOf, type Draw } from '../state';
import { messageOf } from './beacon';
import { fail, later, none, pass, type Finding } from './finding';

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

const hasPeople = (draw: Draw): boolean => draw.external !== null || askedOf(draw)!.request.buyerSeats.length > 0;
