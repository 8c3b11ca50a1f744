import { describe, expect, test } from 'vitest';
import { isResidentId } from '../../src/draws/codes';
import { checkGates, findRules, requestReasons, type RequestRefusal } from '../../src/draws/gates';
import {
  hashPerson,
  hashRequest,
  hashSalt,
  printRequest,
  readRequest,
  type DrawRequest,
} from '../../src/draws/request';
import { fromHex, hex, type Bytes } from '../../src/seal/bytes';
import { flips, load, type FlipRun } from '../seal/vectors';

interface RequestCase {
  name: string;
  bytes: string;
  hash?: string;
  flips?: FlipRun[];
  fields?: Record<string, unknown>;
}
interface GateCase {
  name: string;
  request: string;
  id: string;
  version: number;
  refusals: RequestRefusal[];
}
interface PersonCase {
  id: string;
  isValid: boolean;
  salt: string;
  saltHash: string;
  hash: string | null;
}
const requests = load<{ cases: RequestCase[] }>('draw/requests.json').cases;
const gates = load<{ cases: GateCase[] }>('draw/gates.json').cases;
const persons = load<{ cases: PersonCase[] }>('draw/persons.json').cases;

// Bytes as hexadecimal and whole numbers as the vectors have them.
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return hex(value as Bytes);
  if (typeof value === 'bigint') return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]))
    : value;
};

describe('requests', () => {
  test.each(requests.filter(c => c.fields))('$name', async ({ bytes, fields, hash, flips: runs }) => {
    const read = readRequest(fromHex(bytes)) as DrawRequest;
    expect(plain(read)).toEqual(fields);
    expect(hex(printRequest(read))).toBe(bytes);
    expect(hex(await hashRequest(fromHex(bytes)))).toBe(hash);
    expect(await flips(fromHex(bytes), async flipped => (readRequest(flipped) ? 'read' : 'refused'))).toEqual(runs);
  });
  test.each(requests.filter(c => !c.fields))('refused: $name', ({ bytes }) => {
    expect(readRequest(fromHex(bytes))).toBeNull();
  });
  test('what is not well formed is not printed', () => {
    const read = readRequest(fromHex(requests[0]!.bytes))!;
    expect(() => printRequest({ ...read, place: '' })).toThrow(RangeError);
    expect(() => printRequest({ ...read, regions: ['450001'] })).toThrow(RangeError);
  });
});

describe('gates', () => {
  test.each(gates)('$name', ({ request, id, version, refusals }) => {
    expect(checkGates(readRequest(fromHex(request))!, findRules(id, version)!)).toEqual(refusals);
  });
  test('every refusal is a vector', () => {
    expect(new Set(gates.flatMap(c => c.refusals.map(r => r.reason)))).toEqual(new Set(requestReasons));
  });
  test('nobody knows other rules', () => {
    expect(findRules('procurement-goods', 2)).toBeNull();
    expect(findRules('another', 1)).toBeNull();
  });
});

test.each(persons)('person $id', async ({ id, isValid, salt, saltHash, hash }) => {
  expect(isResidentId(id)).toBe(isValid);
  expect(hex(await hashSalt(fromHex(salt)))).toBe(saltHash);
  if (isValid) expect(hex(await hashPerson(fromHex(salt), id))).toBe(hash);
});
