import { describe, expect, test } from 'vitest';
import { findRules } from '../../src/draws/gates';
import { lackOf, publicationOf, publishDraw, type DrawDraft } from '../../src/draws/publication';
import { equal, fromHex, hex, readBase64 } from '../../src/seal/bytes';
import type { Person } from '../../src/seal/person';
import { tagged, verify } from '../../src/seal/suite';
import { readTrust } from '../../src/seal/trust';
import { keyPair, load } from '../seal/vectors';

// What the pages publish is what C# publishes, to the last byte.

interface DraftCase {
  name: string;
  trust: string;
  hostSecret: string;
  supervisor: string;
  draft: Omit<DrawDraft, 'rules' | 'budgetFen' | 'drawAt' | 'roomAt' | 'supervisor'> & {
    rules: string;
    rulesVersion: number;
    budgetFen: number | bigint;
    drawAt: number;
    roomAt: number;
  };
  id: string;
  salt: string;
  ephemerals: string[];
  request: string;
  policies: string[];
  saltBox: string;
  gateBox: string;
  statement: string;
}
const { cases } = load<{ cases: DraftCase[] }>('draw/drafts.json');
const hexOf = (base64: string) => hex(readBase64(base64)!);

async function made(c: DraftCase) {
  const pair = await keyPair('ECDSA', c.hostSecret);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const host = { certificate: { key: point }, key: pair.privateKey } as unknown as Person;
  const { rulesVersion, ...draft } = c.draft;
  const ephemerals = await Promise.all(c.ephemerals.map(secret => keyPair('ECDH', secret)));
  const published = await publishDraw(
    {
      ...draft,
      rules: findRules(draft.rules, rulesVersion)!,
      budgetFen: BigInt(draft.budgetFen),
      drawAt: BigInt(draft.drawAt),
      roomAt: BigInt(draft.roomAt),
      supervisor: fromHex(c.supervisor),
    },
    await readTrust(c.trust),
    host,
    { id: fromHex(c.id), salt: fromHex(c.salt), ephemerals },
  );
  return { published, point };
}

describe.each(cases)('$name', c => {
  test('request, policies and boxes are those of C#', async () => {
    const { published } = await made(c);
    expect(published.draw).toBe(c.id);
    expect(hexOf(published.body.request)).toBe(c.request);
    expect(published.body.policies.map(hexOf)).toEqual(c.policies);
    expect([hexOf(published.body.salt), hexOf(published.body.gateSalt)]).toEqual([c.saltBox, c.gateBox]);
  });

  test('the host signs the statement of C#', async () => {
    const { published, point } = await made(c);
    const signature = readBase64(published.body.signature)!;
    const message = tagged('draw publish', fromHex(c.statement));
    expect(await verify(point, message, signature)).toBe(true);
    const requestHash = fromHex(c.statement.slice(0, 64));
    const said = await publicationOf(requestHash, c.policies.map(fromHex), fromHex(c.saltBox), fromHex(c.gateBox));
    expect(hex(said)).toBe(c.statement);
  });

  test('no identity number and no salt goes out', async () => {
    const text = JSON.stringify((await made(c)).published.body);
    const sent = [...text.matchAll(/"([A-Za-z0-9+/=]{20,})"/g)].map(match => readBase64(match[1]));
    const secrets = [...c.draft.buyerSeats.map(seat => seat.id), ...c.draft.avoidedPersons];
    for (const bytes of sent)
      if (bytes) {
        const letters = new TextDecoder('latin1').decode(bytes);
        expect(secrets.filter(id => letters.includes(id))).toEqual([]);
        expect(hex(bytes)).not.toContain(c.salt);
      }
  });
});

test('each publication has an id, a salt and boxes of its own', async () => {
  const c = cases[1]!;
  const trust = await readTrust(c.trust);
  const { published } = await made(c);
  const pair = await keyPair('ECDSA', c.hostSecret);
  const host = {
    certificate: { key: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) },
    key: pair.privateKey,
  } as unknown as Person;
  const { rulesVersion: _, ...draft } = c.draft;
  const again = await publishDraw(
    {
      ...draft,
      rules: findRules(draft.rules, 1)!,
      budgetFen: 1n,
      drawAt: BigInt(draft.drawAt),
      roomAt: BigInt(draft.roomAt),
      supervisor: fromHex(c.supervisor),
    },
    trust,
    host,
  );
  expect(again.draw).not.toBe(published.draw);
  expect(equal(readBase64(again.body.salt)!, readBase64(published.body.salt)!)).toBe(false);
});

test('a trust file that lacks somebody for draws says whom', async () => {
  const trust = await readTrust(cases[0]!.trust);
  expect(lackOf(trust)).toBeNull();
  expect(lackOf({ ...trust, platforms: [] })).toBe('platform');
  expect(lackOf({ ...trust, trustees: [] })).toBe('trustees');
  for (const kind of ['custodian', 'gateway', 'gate'] as const)
    expect(lackOf({ ...trust, offices: trust.offices.filter(office => office.kind !== kind) })).toBe(kind);
});
