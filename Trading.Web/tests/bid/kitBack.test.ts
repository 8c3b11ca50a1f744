import { beforeAll, describe, expect, it } from 'vitest';
import { isKitFile, kitChosenBack } from '../../src/bid/kitBack';
import type { Trouble } from '../../src/person/explain';
import { textBytes } from '../../src/seal/bytes';
import { drawSubmissionKey, printKit, type Kit } from '../../src/seal/kit';
import { kitOf, sealedBid } from './entries';
import { inBoth, said } from '../render';

describe('the kit that is chosen back', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = { ...kitOf(sealedBid()), submissionKey: (await drawSubmissionKey()).pkcs8 };
  });
  const file = (text: string) => new File([text], '我的.kit');
  const wrong = (text: string) =>
    kitChosenBack(file(text), kit).then(
      () => 'none',
      (trouble: Trouble) => trouble.code,
    );

  it('is the same, byte for byte', async () => {
    const bytes = await kitChosenBack(file(printKit(kit)), kit);
    expect([isKitFile(bytes, kit), isKitFile(bytes, { ...kit, revision: 2 })]).toEqual([true, false]);
    expect(isKitFile(textBytes(`${printKit(kit)}\n`), kit)).toBe(false);
  });

  it('is named for what it is where it is another file', async () => {
    expect(await wrong(printKit({ ...kit, session: 'a'.repeat(32) }))).toBe('bid.kit.wrong.otherLot');
    expect(await wrong(printKit({ ...kit, lot: '2' }))).toBe('bid.kit.wrong.otherLot');
    expect(await wrong(printKit({ ...kit, submission: 'a'.repeat(32) }))).toBe('bid.kit.wrong.otherBid');
    expect(await wrong(printKit({ ...kit, revision: 3 }))).toBe('bid.kit.wrong.otherRevision');
    expect(await wrong(`${printKit(kit)} `)).toBe('bid.kit.wrong.changed');
    expect(await wrong(printKit(kit).slice(0, -9))).toBe('bid.kit.wrong.none');
    expect(await wrong('')).toBe('fileEmpty');
    expect(await wrong('%PDF-1.7')).toBe('file_pdf');
  });

  it('has words', () => {
    const values = { name: '我的.kit', revision: 3, wanted: 1 };
    for (const language of inBoth)
      for (const what of ['none', 'otherLot', 'otherBid', 'otherRevision', 'changed'])
        expect(said(`bid.kit.wrong.${what}`, language, values)).toContain('我的.kit');
  });
});
