import { describe, expect, it } from 'vitest';
import { kitName, namingOf } from '../../src/bid/kits';
import { start } from '../../src/bid/bidding';
import { kindOf, kinds, refuseOther } from '../../src/person/fileKind';
import { readBase64 } from '../../src/seal/bytes';
import { drawSubmissionKey, printKit } from '../../src/seal/kit';
import { bytes, kitOf, sealedBid } from './entries';
import { load } from '../seal/vectors';
import { inBoth, said } from '../render';

describe('a kit’s file', () => {
  const kit = kitOf(sealedBid({ revision: 3 }));
  it('is named by tender, lot, bidder and revision', () => {
    expect(kitName(kit, { tenderCode: 'GL-2026-001', bidderName: '甲建设集团有限公司' })).toBe(
      '投标凭证-GL-2026-001-1-甲建设集团有限公司-v3.kit',
    );
  });
  it('is another one with the receipt in it, and of another revision', () => {
    const naming = { tenderCode: 'T', bidderName: '甲' };
    const names = [kit, { ...kit, receipt: bytes(1) }, { ...kit, revision: 4 }].map(one => kitName(one, naming));
    expect(names).toEqual(['投标凭证-T-1-甲-v3.kit', '投标凭证-T-1-甲-v3-含回执.kit', '投标凭证-T-1-甲-v4.kit']);
  });
  it('is named by the submission where nobody knows the bidder', () => {
    expect(kitName(kit, { tenderCode: '', bidderName: '  ' })).toBe(`投标凭证-1-${kit.submission.slice(0, 8)}-v3.kit`);
  });
  it('has no character that a file system, a shell or an eye takes for something else', () => {
    const bad = '..\\/:*?"<>|\u202e\u0000\n\t$`\'甲 乙~';
    const name = kitName(kit, { tenderCode: bad, bidderName: bad.repeat(9) });
    expect(name).toMatch(/^[\p{L}\p{N}_（）()·.-]+\.kit$/u);
    expect(name).not.toMatch(/\.\.|^\./);
    expect(
      new TextEncoder().encode(kitName(kit, { tenderCode: '漓'.repeat(99), bidderName: '江'.repeat(500) })).length,
    ).toBeLessThan(255);
  });
  it('takes its names from what the page knows', () => {
    const made = sealedBid({ bidderName: '甲' });
    const lot = { tenderCode: 'T-1' } as never;
    expect(namingOf({ ...start, lot, doing: { at: 'kit', replaces: null, kit, bid: made } })).toEqual({
      tenderCode: 'T-1',
      bidderName: '甲',
    });
    expect(namingOf(start)).toEqual({ tenderCode: '', bidderName: '' });
  });
});

describe('a file in another one’s place', () => {
  const frozen = load<{ trustFile: string }>('opening/bid.json');
  const text = (value: string) => new TextEncoder().encode(value);

  it('is named for what it is', async () => {
    const { pkcs8 } = await drawSubmissionKey();
    const authority = /^ca \S+ (\S+)$/m.exec(frozen.trustFile)![1]!;
    expect(
      await Promise.all(
        [
          text(printKit(kitOf(sealedBid()))),
          text(frozen.trustFile),
          pkcs8,
          readBase64(authority)!,
          text('-----BEGIN PRIVATE KEY-----'),
          text('BLK1…'),
          text('%PDF-1.7'),
        ].map(kindOf),
      ),
    ).toEqual([...kinds]);
    expect(await kindOf(text('{"rules": 1}'))).toBeNull();
    expect(await kindOf(new Uint8Array(0))).toBeNull();
  });

  it('is refused with its name and what to choose instead; what is nothing known goes on to its reader', async () => {
    const file = (content: string, name: string) => new File([content], name);
    const kit = file(printKit(kitOf(sealedBid())), 'my.kit');
    await expect(refuseOther(kit, 'trust')).rejects.toMatchObject({
      code: 'file_kit',
      params: { name: 'my.kit' },
      next: 'choose-the-trust-file',
    });
    await expect(refuseOther(kit, 'person')).rejects.toMatchObject({ next: 'choose-key-files' });
    const trust = file(frozen.trustFile, 'trust.txt');
    await expect(refuseOther(trust, 'kit')).rejects.toMatchObject({ code: 'file_trust', next: 'choose-the-kit' });
    await refuseOther(kit, 'kit');
    await refuseOther(trust, 'trust');
    await refuseOther(file('-----BEGIN CERTIFICATE-----', 'a.pem'), 'person'); // which says that DER is needed
    await refuseOther(file('hello', 'a.txt'), 'trust');
  });

  it('has words', () => {
    for (const language of inBoth)
      for (const kind of kinds) expect(said(`person.trouble.file_${kind}`, language, { name: 'x.y' })).toContain('x.y');
  });
});
