import { describe, expect, it } from 'vitest';
import { fromHex, hex, textBytes, type Bytes } from '../../src/seal/bytes';
import { judge, noteKey, readNote, type NoteKey } from '../../src/seal/notes';
import { isSignedBy, readAcknowledgement, readReceipt, verifyReceipt } from '../../src/seal/receipt';
import { hash } from '../../src/seal/suite';
import { slotRoot, type SlotForm } from '../../src/seal/trees';
import { flips, load, type FlipRun } from './vectors';

interface Key {
  name: string;
  kind: string;
  publicPoint: string;
  keyId?: string;
}
interface Notes {
  origin: string;
  log: Key;
  witnesses: Key[];
  threshold: number;
  cases: { name: string; note: string; result: string }[];
}
interface Receipts {
  origin: string;
  log: Key;
  witnesses: Key[];
  threshold: number;
  entryHash: string;
  receipt: string;
  flippedReceipt: FlipRun[];
  acknowledgement: string;
  flippedAcknowledgement: FlipRun[];
  cases: { name: string; bytes: string; result: string }[];
}
interface Slots {
  ticks: {
    slotCount: number;
    entryHashes: string[];
    slots: number[];
    root: string;
    paths: { salt: string; path: string[] }[];
  }[];
}

const keyOf = (key: Key): Promise<NoteKey> =>
  noteKey(key.name, fromHex(key.publicPoint), key.kind === 'Note' ? 'note' : 'cosignature');

it('judges the frozen notes as the other implementation does', async () => {
  const vectors = load<Notes>('notes/notes.json');
  const [log, witnesses] = [await keyOf(vectors.log), await Promise.all(vectors.witnesses.map(keyOf))];
  expect([log, ...witnesses].map(key => hex(key.keyId))).toEqual(
    [vectors.log, ...vectors.witnesses].map(key => key.keyId),
  );
  for (const { name, note, result } of vectors.cases) {
    const read = readNote(textBytes(note));
    expect([name, read ? await judge(read, vectors.origin, log, witnesses, vectors.threshold) : 'NotANote']).toEqual([
      name,
      result,
    ]);
  }
});

describe('the frozen receipt', () => {
  const vectors = load<Receipts>('receipts/receipts.json');
  const verdict = async (bytes: Bytes, form: SlotForm = 'dense'): Promise<string> => {
    const receipt = readReceipt(bytes);
    if (!receipt) return 'NotAReceipt';
    if (hex(receipt.entryHash) !== vectors.entryHash) return 'AnotherEntry';
    return verifyReceipt(
      receipt,
      vectors.origin,
      form,
      await keyOf(vectors.log),
      await Promise.all(vectors.witnesses.map(keyOf)),
      vectors.threshold,
    );
  };

  it('holds', async () => expect(await verdict(fromHex(vectors.receipt))).toBe('Valid'));

  it('ends as the other implementation says for every flipped byte', async () => {
    const runs = await flips(fromHex(vectors.receipt), bytes => verdict(bytes));
    const frozen = vectors.flippedReceipt.some(run => run.result === 'AnotherEntry')
      ? runs
      : merge(runs.map(run => ({ ...run, result: run.result === 'AnotherEntry' ? 'NotIncluded' : run.result })));
    expect(frozen).toEqual(vectors.flippedReceipt);
  });

  it('ends as it says for every mutation', async () => {
    for (const { name, bytes, result } of vectors.cases)
      expect([name, (await verdict(fromHex(bytes))).replace('AnotherEntry', 'NotIncluded')]).toEqual([name, result]);
  });

  it('is refused in a session of the newest version, whose ticks have no 256 slots', async () => {
    expect(await verdict(fromHex(vectors.receipt), 'sparse')).toBe('NotIncluded');
    expect(await verdict(fromHex(vectors.cases.find(item => item.name === 'in-the-drain')!.bytes), 'sparse')).toBe(
      'Valid',
    );
  });

  it("comes after an acknowledgement that is the platform's, byte for byte", async () => {
    const judgeIt = async (bytes: Bytes) => {
      const read = readAcknowledgement(bytes);
      return read
        ? (await isSignedBy(read, fromHex(vectors.log.publicPoint)))
          ? 'Valid'
          : 'BadSignature'
        : 'NotAnAcknowledgement';
    };
    expect(await judgeIt(fromHex(vectors.acknowledgement))).toBe('Valid');
    expect(await flips(fromHex(vectors.acknowledgement), judgeIt)).toEqual(vectors.flippedAcknowledgement);
    expect(readAcknowledgement(fromHex(vectors.acknowledgement).slice(1))).toBeNull();
  });
});

it('follows slot paths to the frozen roots', async () => {
  for (const tick of load<Slots>('slots/slots.json').ticks) {
    for (const [i, { salt, path }] of tick.paths.entries()) {
      const found = await slotRoot(
        { slots: tick.slotCount, slot: tick.slots[i]!, salt: fromHex(salt), path: path.map(fromHex) },
        fromHex(tick.entryHashes[i]!),
      );
      expect(hex(found)).toBe(tick.root);
    }
  }
  expect((await hash('slot', new Uint8Array(32))).length).toBe(32);
});

function merge(runs: FlipRun[]): FlipRun[] {
  const merged: FlipRun[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last?.result === run.result) last.to = run.to;
    else merged.push({ ...run });
  }
  return merged;
}
