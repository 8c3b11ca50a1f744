import { describe, expect, test } from 'vitest';
import { printImport, hashImport, passesGates, readImport, checkExternal } from '../../src/draws/externalImport';
import { personsOf, withDrawFile } from '../../src/draws/importFiles';
import {
  areExperts,
  bodyOf,
  importStatement,
  makeImport,
  printImportFile,
  readImportFile,
  readSalt,
  signImport,
  type ImportDraft,
} from '../../src/draws/importing';
import { emptyImport, importFaults, importGates, importOf, type ImportTexts } from '../../src/draws/importTexts';
import { doorClosesAt, paperStateOf } from '../../src/draws/paperState';
import { isPaperOf, readPaper, type ChosenPaper } from '../../src/draws/papers';
import { noDraw, type Draw } from '../../src/draws/state';
import { findRules } from '../../src/draws/gates';
import { Trouble } from '../../src/person/explain';
import { equal, fromHex, hex, readBase64, type Bytes } from '../../src/seal/bytes';
import type { Person } from '../../src/seal/person';
import { tagged, verify } from '../../src/seal/suite';
import { readTrust, type TrustFile } from '../../src/seal/trust';
import { keyPair, load } from '../seal/vectors';

// A draw of another system, from the form to what the platform takes: bytes are those of C#.

interface ImportCase {
  request: string;
  import: string;
  hash: string;
  statement: string;
}
const [vector] = load<{ cases: [ImportCase] }>('draw/imports.json').cases;
const imported = readImport(fromHex(vector.import))!;

const ids = ['11010519491231002X', '440524188001010014', '110105194912310038'];
const now = Date.parse('2026-12-01T01:00:00Z');

async function personOf(): Promise<Person> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { certificate: { key, subject: 'x' }, key: pair.privateKey } as unknown as Person;
}
const point = async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
};

async function world() {
  const [host, supervisor, platform, gate] = await Promise.all([personOf(), personOf(), personOf(), personOf()]);
  const trust = {
    platforms: [{ name: 'p', signingKey: platform.certificate.key }],
    trustees: [],
    authorities: [],
    offices: [{ kind: 'gate', name: '门禁', signingKey: gate.certificate.key, staticKey: await point() }],
  } as TrustFile;
  return { host, supervisor, trust };
}
const paperOf = (text: string) => new File([text], 'paper.pdf');
const texts = (change: Partial<ImportTexts> = {}): ImportTexts => ({
  ...emptyImport(),
  rules: 'procurement-goods',
  budget: '1,000.00',
  groups: [{ specialities: 'A08', least: 1, seats: '5' }],
  buyerUnit: '91110000802100433B',
  system: '省综合评标专家库',
  number: '2026-17',
  drawnAt: '2026-12-01T08:30',
  experts: five.join('\n'),
  roomAt: '2026-12-01T14:00',
  place: '3 号门',
  ...change,
});
// Five numbers with their check letters.
const five = [1, 2, 3, 4, 5].map(n => {
  const digits = `1101051949123100${n}`.padEnd(17, '0').slice(0, 17);
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * weights[i]!, 0);
  return digits + '10X98765432'[sum % 11];
});

async function draftOf(supervisor: Person): Promise<ImportDraft> {
  const paper = await readPaper(paperOf('%PDF-1.7 five names'));
  return importOf(texts(), { name: '监督', key: supervisor.certificate.key }, paper);
}
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof Trouble) return cause.code;
    throw cause;
  }
  return 'none';
};

test('bytes, hash and what is signed are those of C#', async () => {
  expect(hex(printImport(imported))).toBe(vector.import);
  expect(hex(await hashImport(fromHex(vector.import)))).toBe(vector.hash);
  const made = { bytes: fromHex(vector.import), gateSalt: Uint8Array.of(1, 2, 3) };
  expect(hex(await importStatement(made))).toBe(vector.statement);
  expect(() => printImport({ ...imported, supervisor: imported.host })).toThrow(RangeError);
  expect(() => printImport({ ...imported, experts: [...imported.experts, imported.experts[0]!] })).toThrow(RangeError);
});

interface DraftCase {
  name: string;
  trust: string;
  hostSecret: string;
  supervisor: string;
  draft: Omit<ImportDraft, 'rules' | 'budgetFen' | 'drawAt' | 'roomAt' | 'supervisor' | 'paper' | 'regions'> & {
    rules: string;
    rulesVersion: number;
    budgetFen: number;
    drawAt: number;
    roomAt: number;
    paper: string;
  };
  id: string;
  salt: string;
  ephemeral: string;
  import: string;
  hash: string;
  gateBox: string;
  statement: string;
}
describe.each(load<{ cases: DraftCase[] }>('draw/import-drafts.json').cases)('a paper that is copied: $name', c => {
  test('is, to the byte that both sign, what C# makes of it', async () => {
    const { rules, rulesVersion, budgetFen, drawAt, roomAt, paper, ...same } = c.draft;
    const pair = await keyPair('ECDSA', c.hostSecret);
    const key = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const { hash, bytes } = await readPaper(new File([fromHex(paper)], 'paper.pdf'));
    const draft: ImportDraft = {
      ...same,
      rules: findRules(rules, rulesVersion)!,
      budgetFen: BigInt(budgetFen),
      drawAt: BigInt(drawAt),
      roomAt: BigInt(roomAt),
      regions: [],
      reserveDepth: 0,
      supervisor: fromHex(c.supervisor),
      paper: { hash, bytes },
    };
    const ephemerals = [await keyPair('ECDH', c.ephemeral)];
    const chance = { id: fromHex(c.id), salt: fromHex(c.salt), ephemerals };
    const { made } = await makeImport(draft, await readTrust(c.trust), key, chance);
    expect(made.draw).toBe(c.id);
    expect([hex(made.bytes), hex(made.gateSalt)]).toEqual([c.import, c.gateBox]);
    expect(hex(await hashImport(made.bytes))).toBe(c.hash);
    expect(hex(await importStatement(made))).toBe(c.statement);
    const signed = await signImport(made, 'host', { certificate: { key }, key: pair.privateKey } as unknown as Person);
    expect(await verify(key, tagged('draw import', fromHex(c.statement)), signed.host!)).toBe(true);
  });
});

describe('an import', () => {
  test('is read back from its file, with signatures that hold, and nothing else of anybody', async () => {
    const { host, supervisor, trust } = await world();
    const { made, salt } = await makeImport(await draftOf(supervisor), trust, host.certificate.key);
    expect(passesGates(made.facts)).toBe(true);
    const byHost = await signImport(made, 'host', host);
    const half = await readImportFile(printImportFile(byHost), trust);
    expect([half.host !== null, half.supervisor]).toEqual([true, null]);
    const whole = await signImport(half, 'supervisor', supervisor);
    expect(bodyOf(await readImportFile(printImportFile(whole), trust))).toEqual(bodyOf(whole));
    const sent = [...printImportFile(whole).matchAll(/"([A-Za-z0-9+/=]{20,})"/g)].map(match => readBase64(match[1])!);
    for (const bytes of sent.filter(Boolean)) {
      const letters = new TextDecoder('latin1').decode(bytes);
      expect(five.filter(id => letters.includes(id))).toEqual([]);
      expect(hex(bytes)).not.toContain(hex(salt));
    }
    expect(await areExperts(whole.facts, salt, [...five].reverse())).toBe(true);
    expect(await areExperts(whole.facts, salt, [...five.slice(1), ids[0]!])).toBe(false);
    expect(await areExperts(whole.facts, salt, five.slice(1))).toBe(false);
  });

  test('that is altered, of others, or no file says so', async () => {
    const { host, supervisor, trust } = await world();
    const { made, salt } = await makeImport(await draftOf(supervisor), trust, host.certificate.key);
    const text = printImportFile(await signImport(made, 'host', host));
    const fields = JSON.parse(text) as Record<string, string>;
    const other = await makeImport(await draftOf(supervisor), trust, host.certificate.key);
    const read = (change: Record<string, unknown>) => () =>
      readImportFile(JSON.stringify({ ...fields, ...change }), trust);
    expect(await codeOf(read({}))).toBe('none');
    expect(await codeOf(read({ import: bodyOf(other.made).import, draw: other.made.draw }))).toBe(
      'drawImport.trouble.signature',
    );
    expect(await codeOf(read({ gateSalt: bodyOf(other.made).gateSalt }))).toBe('drawImport.trouble.signature');
    const byOther = await signImport(made, 'supervisor', host);
    expect(await codeOf(read({ supervisorSignature: bodyOf(byOther).supervisorSignature }))).toBe(
      'drawImport.trouble.signature',
    );
    for (const change of [
      { draw: '0'.repeat(32) },
      { format: 'trading-import/2' },
      { import: 'AAAA' },
      { gateSalt: '' },
    ])
      expect(await codeOf(read(change))).toBe('drawImport.trouble.notImport');
    for (const broken of ['', '[]', 'null', '%PDF-1.7'])
      expect(await codeOf(() => readImportFile(broken, trust))).toBe('drawImport.trouble.notImport');
    const elsewhere = (await world()).trust;
    expect(await codeOf(() => readImportFile(text, elsewhere))).toBe('drawImport.trouble.untrusted');
    expect(await codeOf(() => readSalt(new File([salt], 's'), made.facts))).toBe('none');
    for (const wrong of [new Uint8Array(32), salt.slice(1)])
      expect(await codeOf(() => readSalt(new File([wrong], 's'), made.facts))).toBe('drawImport.trouble.salt');
  });
});

describe('the form', () => {
  const supervisor = { name: '监督', key: new Uint8Array(65).fill(4) };
  const host = new Uint8Array(65).fill(5) as Bytes;
  const paper = { name: 'p', content: new Uint8Array(1), hash: new Uint8Array(32), bytes: 1 } as ChosenPaper;
  const problems = (change: Partial<ImportTexts>, chosen: ChosenPaper | null = paper) =>
    importFaults(texts(change), supervisor, chosen, host, now).map(({ field, problem }) => `${field}: ${problem}`);

  test('without a fault has none, and asks for nothing that the other system answers for', () => {
    expect(problems({})).toEqual([]);
    expect(importGates(texts())).toEqual([]);
    const draft = importOf(texts({ regions: '450000' }), supervisor, paper);
    expect([draft.regions, draft.reserveDepth]).toEqual([[], 0]);
    expect([draft.drawAt, draft.roomAt]).toEqual([
      BigInt(Date.parse('2026-12-01T00:30:00Z')) * 1_000n,
      BigInt(Date.parse('2026-12-01T06:00:00Z')) * 1_000n,
    ]);
  });

  test.each([
    [{ system: ' ' }, 'system: system'],
    [{ number: 'x'.repeat(101) }, 'number: number'],
    [{ drawnAt: '' }, 'drawn-at: drawnAt'],
    [{ drawnAt: '2026-12-01T09:01' }, 'drawn-at: drawnAhead'],
    [{ roomAt: '2026-12-01T08:59' }, 'room-at: roomPast'],
    [{ experts: five.slice(1).join('\n') }, 'experts: expertsCount'],
    [{ experts: [...five.slice(1), five[1]].join('\n') }, 'experts: expertTwice'],
    [{ experts: '123' }, 'experts: linePersons'],
    [{ place: '' }, 'place: place'],
    [{ buyerUnit: 'x' }, 'buyer-unit: unit'],
  ])('says what is wrong at its field: %j', (change, fault) => expect(problems(change)).toEqual([fault]));

  test('wants a paper, and a supervisor who is not the host', () => {
    expect(problems({}, null)).toEqual(['paper: paper']);
    const own = importFaults(texts(), { name: 'x', key: host }, paper, host, now);
    expect(own.map(fault => fault.problem)).toEqual(['supervisorIsHost']);
  });

  test('has the gates of a request without its times, and of the experts', () => {
    const reasons = (change: Partial<ImportTexts>) => importGates(texts(change)).map(no => no.reason);
    expect(reasons({ roomAt: '2026-12-09T14:00' })).toEqual([]);
    expect(reasons({ groups: [{ specialities: 'A08', least: 1, seats: '4' }] })).toEqual([
      'TooFewMembers',
      'EvenMembers',
    ]);
    expect(reasons({ avoidedPersons: five[2]! })).toEqual(['AvoidedPersonSits']);
    const unit = '91110000802100433B';
    const two = [0, 1].map(i => ({ unit, id: five[i]! }));
    expect(reasons({ buyerSeats: two })).toEqual(['SamePersonTwice']);
  });

  test('is filled in from the file of the command line, which says what cannot be taken', async () => {
    const file = {
      rules: 'procurement-services',
      budget: '12.00',
      weighty: true,
      groups: [{ specialities: ['A08', 'B01'], least: 'Senior', seats: 5 }],
      buyerUnit: '91110000802100433B',
      buyerSeats: [{ unit: '91110000802100433B', id: ids[0] }],
      avoidedUnits: ['91110000802100433B'],
      avoidedPersons: ids.slice(1, 2),
      roomAt: '2026-12-01T06:00:00Z',
      place: '3 // 号门',
      drill: true,
      supervisor: 'supervisor.der',
    };
    const filled = withDrawFile(texts(), `/* a draw */ ${JSON.stringify(file)} // end`);
    expect(filled).toMatchObject({
      rules: 'procurement-services',
      isWeighty: true,
      groups: [{ specialities: 'A08 B01', least: 3, seats: '5' }],
      buyerSeats: [{ unit: '91110000802100433B', id: ids[0] }],
      avoidedPersons: ids[1],
      roomAt: '2026-12-01T14:00:00',
      place: '3 // 号门',
      drill: true,
      system: '省综合评标专家库',
    });
    for (const key of ['custody', 'regions', 'reserve', 'drawAt'])
      expect(await codeOf(() => withDrawFile(texts(), JSON.stringify({ ...file, [key]: 1 })))).toBe(
        'drawImport.trouble.own',
      );
    for (const change of [{ roomAt: '2026-12-01T06:00' }, { groups: [{}] }, { place: 3 }, { other: '' }])
      expect(await codeOf(() => withDrawFile(texts(), JSON.stringify({ ...file, ...change })))).toBe(
        'drawImport.trouble.key',
      );
    for (const broken of ['', '[]', 'null', '{'])
      expect(await codeOf(() => withDrawFile(texts(), broken))).toBe('drawImport.trouble.notJson');
  });

  test('takes the numbers of a table, and names the line of a fault', async () => {
    expect(personsOf(`\ufeff姓名,身份证号\r\n甲,${ids[0]}\r\n"乙 ""丙""\n丁",${ids[1]}\r\n`)).toEqual(ids.slice(0, 2));
    expect(personsOf(`id,name\n${ids[0]},甲`)).toEqual([ids[0]]);
    expect(personsOf(`id,name\n${ids[0]!.toLowerCase()},甲`)).toEqual([ids[0]]); // as in a list that is typed
    const faultOf = async (text: string) => {
      try {
        personsOf(text);
      } catch (cause) {
        return cause instanceof Trouble ? `${cause.code} ${cause.params['line']}` : 'other';
      }
      return 'none';
    };
    expect(await faultOf('')).toBe('drawImport.table.header 1');
    expect(await faultOf('name,phone\n')).toBe('drawImport.table.header 1');
    expect(await faultOf(`name,id\n甲\n`)).toBe('drawImport.table.cells 2');
    expect(await faultOf(`name,id\n"甲\n乙",${ids[0]}\n甲,1\n`)).toBe('drawImport.table.id 4');
    expect(await faultOf(`name,id\n,${ids[0]}\n`)).toBe('drawImport.table.name 2');
    expect(await faultOf(`name,id\n甲,${ids[0]}\n乙,${ids[0]}\n`)).toBe('drawImport.table.twice 3');
    expect(await faultOf(`name,id\n甲"乙,${ids[0]}\n`)).toBe('drawImport.table.quote 2');
  });
});

test('gates compare person hashes as they compare numbers', () => {
  const rules = findRules(imported.request.rules, imported.request.rulesVersion)!;
  const [expert] = imported.experts;
  const asked = { ...imported.request, avoidedPersons: [expert!] };
  expect(checkExternal(imported.request, imported.experts, rules)).toEqual([]);
  expect(checkExternal(asked, imported.experts, rules).map(no => no.reason)).toEqual(['AvoidedPersonSits']);
});

describe('the paper', () => {
  test('is a PDF of at most 8 MiB, and the one whose hash was signed', async () => {
    const paper = await readPaper(paperOf('%PDF-1.7 five names'));
    const facts = { paperHash: paper.hash, paperBytes: paper.bytes };
    expect(isPaperOf(facts, await readPaper(paperOf('%PDF-1.7 five names')))).toBe(true);
    expect(isPaperOf(facts, await readPaper(paperOf('%PDF-1.7 five namez')))).toBe(false);
    expect(await codeOf(() => readPaper(paperOf('PDF')))).toBe('drawImport.trouble.notPdf');
    const large = new File([new Uint8Array((8 << 20) + 1)], 'x');
    expect(await codeOf(() => readPaper(large))).toBe('drawImport.trouble.paperLarge');
  });

  test('comes when nobody is expected any more', () => {
    const external = { import: imported } as unknown as Draw['external'];
    const [buyer] = imported.request.buyerSeats.length > 0 ? [1] : [0];
    const draw: Draw = { ...noDraw, external, phase: 'imported' };
    const roomMs = Number(imported.request.roomAt / 1000n);
    expect(paperStateOf(draw, roomMs)).toBe('ahead');
    const settled: Draw = { ...draw, phase: 'settled' };
    expect(paperStateOf(settled, roomMs)).toBe(buyer ? 'buyers' : 'now');
    expect(paperStateOf({ ...settled, buyers: imported.request.buyerSeats.length }, roomMs)).toBe('now');
    expect(paperStateOf(settled, doorClosesAt(roomMs))).toBe('now');
    expect(paperStateOf({ ...draw, phase: 'failed' }, roomMs)).toBe('now');
    expect(paperStateOf({ ...settled, paperAt: 1 }, roomMs)).toBe('kept');
  });

  test('the door closes with the day in Beijing, and not before twelve hours', () => {
    const at = (text: string) => Date.parse(text);
    expect(doorClosesAt(at('2026-12-01T01:00:00Z'))).toBe(at('2026-12-01T16:00:00Z'));
    expect(doorClosesAt(at('2026-12-01T15:00:00Z'))).toBe(at('2026-12-02T03:00:00Z'));
  });
});

test('the supervisor signs the same bytes as the host', async () => {
  const { host, supervisor, trust } = await world();
  const pair = await keyPair('ECDH', '01'.repeat(32));
  const chance = { id: new Uint8Array(16).fill(9), salt: new Uint8Array(32).fill(7), ephemerals: [pair] };
  const draft = await draftOf(supervisor);
  const [one, other] = [
    await makeImport(draft, trust, host.certificate.key, chance),
    await makeImport(draft, trust, host.certificate.key, chance),
  ];
  expect(equal(one.made.bytes, other.made.bytes) && equal(one.made.gateSalt, other.made.gateSalt)).toBe(true);
  expect(one.made.draw).toBe('09'.repeat(16));
});
