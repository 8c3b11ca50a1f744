import { ascii, fits, fitsSeen, hex, Reader, WireError, Writer, type Bytes } from '../seal/bytes';
import { isLot, isSession } from '../seal/names';
import { isCreditCode } from '../seal/subject';
import { hash, hashBytes, random, suiteId } from '../seal/suite';
import { isRegion, isSpeciality, levels, type Level } from './codes';

// What host or agent asks for before a draw, and its canonical bytes (docs/spec/draw.md, "Request"): printer and parser
// side by side. What the law says of it is gates.ts.

/** Seats of one kind: whoever has one of the specialities and at least the title may take one. */
export interface SeatGroup {
  specialities: string[];
  least: Level;
  seats: number;
}
/** A representative whom the buyer names: hash of the person, and credit code of the unit. */
export interface BuyerSeat {
  person: Bytes;
  unit: string;
}
export interface DrawRequest {
  suite: number;
  /** The draw's own id. */
  draw: string;
  /** Whose bids are evaluated; empty where nothing was opened here. */
  session: string;
  /** Empty for all lots. */
  lot: string;
  rules: string;
  rulesVersion: number;
  budgetFen: bigint;
  isWeighty: boolean;
  groups: SeatGroup[];
  buyerSeats: BuyerSeat[];
  buyerUnit: string;
  /** Empty where there is none. */
  agentUnit: string;
  /** Rising, as persons are. */
  avoidedUnits: string[];
  personSaltHash: Bytes;
  avoidedPersons: Bytes[];
  /** None: from everywhere. */
  regions: string[];
  reserveDepth: number;
  /** UTC microseconds. */
  drawAt: bigint;
  roomAt: bigint;
  place: string;
}

/** The most of each; docs/limits.md. */
export const most = {
  groups: 16,
  specialities: 16,
  seats: 50,
  units: 1_000,
  persons: 1_000,
  regions: 64,
  reserve: 50,
  placeLetters: 200,
} as const;
export const saltBytes = 32;

const version = 1;
const rulesLetters = 32;
const codeLetters = 18;
/** In the year 2255: what reads numbers as JSON does keeps it. */
const lastInstant = BigInt(Number.MAX_SAFE_INTEGER);

/** The canonical bytes; throws for a request that is not well formed. */
export function printRequest(r: DrawRequest): Bytes {
  if (!isWellFormed(r)) throw new RangeError('the request is not well formed');
  const w = new Writer().u8(version).u16(r.suite).text(r.draw).text(r.session).text(r.lot);
  w.text(r.rules).u16(r.rulesVersion).i64(r.budgetFen).flag(r.isWeighty);
  w.list(r.groups, group => {
    w.list(group.specialities, code => w.text(code))
      .u8(group.least)
      .u8(group.seats);
  });
  w.list(r.buyerSeats, seat => w.fixed(seat.person).text(seat.unit));
  w.text(r.buyerUnit).text(r.agentUnit);
  w.list(r.avoidedUnits, unit => w.text(unit)).fixed(r.personSaltHash);
  w.list(r.avoidedPersons, person => w.fixed(person)).list(r.regions, region => w.text(region));
  return w.u8(r.reserveDepth).i64(r.drawAt).i64(r.roomAt).text(r.place).done();
}

/** The request, or null for anything that the printer would not print. */
export function readRequest(bytes: Bytes): DrawRequest | null {
  try {
    const request = parse(new Reader(bytes));
    return isWellFormed(request) ? request : null;
  } catch (broken) {
    if (broken instanceof WireError) return null;
    throw broken;
  }
}

export const hashRequest = (bytes: Bytes): Promise<Bytes> => hash('draw request', bytes);

/** A person in a public request: a hash under a salt that the buyer and the custodian have. */
export const hashPerson = (salt: Bytes, id: string): Promise<Bytes> => hash('draw person', salt, ascii(id));

/** What the request says of its salt. */
export const hashSalt = (salt: Bytes): Promise<Bytes> => hash('draw salt', salt);

export const drawSalt = (): Bytes => random(saltBytes);

export const seatsOf = (groups: readonly SeatGroup[]): number => groups.reduce((sum, group) => sum + group.seats, 0);

// The order of the properties is the order of the bytes.
function parse(r: Reader): DrawRequest {
  if (r.u8() !== version) throw new WireError('another version');
  const code = () => r.text(codeLetters);
  const person = () => r.fixed(hashBytes);
  const request: DrawRequest = {
    suite: r.u16(),
    draw: r.text(32),
    session: r.text(32),
    lot: r.text(16),
    rules: r.text(4 * rulesLetters),
    rulesVersion: r.u16(),
    budgetFen: r.i64(),
    isWeighty: r.flag(),
    groups: r.list(most.groups, () => ({
      specialities: r.list(most.specialities, () => r.text(9)),
      least: r.u8() as Level,
      seats: r.u8(),
    })),
    buyerSeats: r.list(most.seats, () => ({ person: person(), unit: code() })),
    buyerUnit: code(),
    agentUnit: code(),
    avoidedUnits: r.list(most.units, code),
    personSaltHash: person(),
    avoidedPersons: r.list(most.persons, person),
    regions: r.list(most.regions, () => r.text(6)),
    reserveDepth: r.u8(),
    drawAt: r.i64(),
    roomAt: r.i64(),
    place: r.text(4 * most.placeLetters),
  };
  r.end();
  return request;
}

const isWellFormed = (r: DrawRequest): boolean =>
  r.suite === suiteId &&
  isSession(r.draw) &&
  (r.session === '' ? r.lot === '' : isSession(r.session)) &&
  (r.lot === '' || isLot(r.lot)) &&
  fits(r.rules, 1, rulesLetters) &&
  r.budgetFen >= 0n &&
  r.groups.length >= 1 &&
  r.groups.length <= most.groups &&
  r.groups.every(isGroup) &&
  seatsOf(r.groups) <= most.seats &&
  r.buyerSeats.length <= most.seats &&
  r.buyerSeats.every(seat => isHash(seat.person) && isCreditCode(seat.unit)) &&
  isCreditCode(r.buyerUnit) &&
  (r.agentUnit === '' || isCreditCode(r.agentUnit)) &&
  r.avoidedUnits.length <= most.units &&
  r.avoidedUnits.every(isCreditCode) &&
  rises(r.avoidedUnits) &&
  isHash(r.personSaltHash) &&
  r.avoidedPersons.length <= most.persons &&
  r.avoidedPersons.every(isHash) &&
  rises(r.avoidedPersons.map(hex)) &&
  r.regions.length <= most.regions &&
  r.regions.every(isRegion) &&
  r.reserveDepth <= most.reserve &&
  isInstant(r.drawAt) &&
  isInstant(r.roomAt) &&
  fitsSeen(r.place, 1, most.placeLetters);

const isGroup = ({ specialities, least, seats }: SeatGroup): boolean =>
  specialities.length >= 1 &&
  specialities.length <= most.specialities &&
  specialities.every(isSpeciality) &&
  new Set(specialities).size === specialities.length &&
  levels.includes(least) &&
  seats >= 1 &&
  seats <= most.seats;

const isHash = (bytes: Bytes): boolean => bytes.length === hashBytes;
const isInstant = (at: bigint): boolean => at > 0n && at <= lastInstant;
const rises = (texts: readonly string[]): boolean => texts.every((text, i) => i === 0 || texts[i - 1]! < text);
