import { describe, expect, it } from 'vitest';
import { choose, filesOf, nothingChosen } from '../../src/person/pair';
import { readBase64 } from '../../src/seal/bytes';
import { drawSubmissionKey } from '../../src/seal/kit';
import { load } from '../seal/vectors';

const frozen = load<{ trustFile: string }>('opening/bid.json');
const certificate = (name: string) => new File([readBase64(/^ca \S+ (\S+)$/m.exec(frozen.trustFile)![1]!)!], name);
const key = async (name: string) => new File([(await drawSubmissionKey()).pkcs8], name);

describe('key and certificate, chosen one after the other', () => {
  it('are the newest of each, in whatever order they come', async () => {
    const [wrong, right, der] = [await key('错.key'), await key('对.key'), certificate('对.der')];
    for (const order of [
      [[wrong], [der], [right]],
      [[der], [wrong], [right]],
      [[wrong, der], [right]],
      [[wrong], [right, der]],
    ]) {
      let pair = nothingChosen;
      for (const files of order) pair = await choose(pair, files);
      expect(filesOf(pair)).toEqual([right, der]);
    }
  });

  it('outlive a file that is neither, which is forgotten by the next choice', async () => {
    const [own, der, text] = [await key('a.key'), certificate('a.der'), new File(['hello'], 'a.txt')];
    const first = await choose(await choose(nothingChosen, [own]), [text]);
    expect(filesOf(first)).toEqual([own, text]);
    expect(filesOf(await choose(first, [der]))).toEqual([own, der]);
    await expect(choose(first, [new File(['%PDF-1.7'], 'a.pdf')])).rejects.toMatchObject({ code: 'file_pdf' });
  });
});
