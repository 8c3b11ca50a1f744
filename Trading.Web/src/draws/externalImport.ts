// What host and supervisor import of a draw that another system made, and its canonical bytes (docs/spec/draw.md,
// "External draws").
import { fitsSeen, hex, Reader, WireError, Writer, type Bytes } from '../seal/bytes';
import { hash, hashBytes } from '../seal/suite';
import { checkGates, findRules, type DrawRules, type Gated, type RequestRefusal } from './gates';
import { most, printRequest, readRequest, seatsOf, type DrawRequest } from './request';

export interface ExternalImport {
  request: DrawRequest;
  /** Who drew, and the draw's number there. */
  system: string;
  number: string;
  /** Person hashes, rising. */
  experts: Bytes[];
  /** SHA-256 and size of the signed paper. */
  paperHash: Bytes;
  paperBytes: number;
  platform: Bytes;
  gate: Bytes;
  host: Bytes;
  supervisor: Bytes;
  drill: boolean;
}

const version = 1;
/** Letters of the names of system and number. */
export const mostLetters = 100;
const requestBytes = 128 << 10;
/** The most bytes of a paper: 8 MiB. */
export const paperMostBytes = 8 << 20;
const pointBytes = 65;
const uncompressed = 4;

/** The canonical bytes; throws for an import that is not well formed. */
export function printImport(i: ExternalImport): Bytes {
  if (!isWellFormed(i)) throw new RangeError('the import is not well formed');
  const w = new Writer().u8(version).varied(printRequest(i.request)).text(i.system).text(i.number);
  w.list(i.experts, expert => w.fixed(expert))
    .fixed(i.paperHash)
    .u32(i.paperBytes);
  keysOf(i).forEach(key => w.fixed(key));
  return w.flag(i.drill).done();
}

/** What both sign, together with the gate's box, and the root of the gate's statements. */
export const hashImport = (bytes: Bytes): Promise<Bytes> => hash('draw external', bytes);

/** The import, or null for bytes that are none. */
export function readImport(bytes: Bytes): ExternalImport | null {
  try {
    const r = new Reader(bytes);
    if (r.u8() !== version) return null;
    const request = readRequest(r.varied(requestBytes));
    if (!request) return null;
    const read: ExternalImport = {
      request,
      system: r.text(4 * mostLetters),
      number: r.text(4 * mostLetters),
      experts: r.list(most.seats, () => r.fixed(hashBytes)),
      paperHash: r.fixed(hashBytes),
      paperBytes: r.u32(),
      platform: r.fixed(pointBytes),
      gate: r.fixed(pointBytes),
      host: r.fixed(pointBytes),
      supervisor: r.fixed(pointBytes),
      drill: r.flag(),
    };
    r.end();
    return isWellFormed(read) ? read : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

/** The keys that it names; whether they are points of the curve a check asks, which has the time. */
export const keysOf = (i: ExternalImport): Bytes[] => [i.platform, i.gate, i.host, i.supervisor];

const isWellFormed = (i: ExternalImport): boolean =>
  i.request.regions.length === 0 &&
  i.request.reserveDepth === 0 &&
  i.request.drawAt < i.request.roomAt &&
  fitsSeen(i.system, 1, mostLetters) &&
  fitsSeen(i.number, 1, mostLetters) &&
  i.experts.length === seatsOf(i.request.groups) &&
  i.experts.every((expert, n) => n === 0 || hex(i.experts[n - 1]!) < hex(expert)) &&
  i.paperBytes >= 1 &&
  i.paperBytes <= paperMostBytes &&
  keysOf(i).every(key => key[0] === uncompressed) &&
  hex(i.host) !== hex(i.supervisor);

/**
 * Every gate that says no: those of a request without its two times, and nobody twice or avoided. `experts` are person
 * hashes, as the other persons are.
 */
export function checkExternal(asked: Gated, experts: readonly Bytes[], rules: DrawRules): RequestRefusal[] {
  const refusals = checkGates(asked, rules).filter(no => !['DrawTooEarly', 'DrawTooLate'].includes(no.reason));
  const drawn = new Set(experts.map(hex));
  const sits = (person: Bytes) => drawn.has(hex(person));
  const no = (reason: RequestRefusal['reason']) => refusals.push({ reason, rule: 'spec:draw', found: 0, bound: 0 });
  if (asked.buyerSeats.some(seat => sits(seat.person))) no('SamePersonTwice');
  if (asked.avoidedPersons.some(sits)) no('AvoidedPersonSits');
  return refusals;
}

/** Whether its gates let it stand. */
export function passesGates(i: ExternalImport): boolean {
  const rules = findRules(i.request.rules, i.request.rulesVersion);
  return rules !== null && checkExternal(i.request, i.experts, rules).length === 0;
}
