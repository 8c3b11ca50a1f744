import { describe, expect, it } from 'vitest';
import { Trouble } from '../src/person/explain';
import { textOf, withoutEmpty } from '../src/person/textFile';

const file = (name: string, ...bytes: number[]) => new File([Uint8Array.from(bytes)], name);
const troubleOf = async (bad: File) => {
  const cause = await textOf(bad).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return cause instanceof Trouble ? [cause.code, cause.params.name, cause.rule, cause.next] : cause;
};

describe('a text file of a person', () => {
  it('is read as it stands where it is UTF-8', async () => {
    expect(await textOf(new File(['信任 \r\n'], 'trust.txt'))).toBe('信任 \r\n');
  });

  it('with a byte order mark, in another coding or empty is refused by name, rule and next step', async () => {
    expect(await troubleOf(file('bom.txt', 0xef, 0xbb, 0xbf, 0x61))).toEqual([
      'fileMarked',
      'bom.txt',
      'spec:limits',
      'save-as-utf8',
    ]);
    expect(await troubleOf(file('gbk.txt', 0xd0, 0xc5, 0xc8, 0xce))).toEqual([
      'fileNotUtf8',
      'gbk.txt',
      'spec:limits',
      'save-as-utf8',
    ]);
    expect(await troubleOf(file('utf16.txt', 0xff, 0xfe, 0x61, 0x00))).toEqual([
      'fileNotUtf8',
      'utf16.txt',
      'spec:limits',
      'save-as-utf8',
    ]);
    expect(await troubleOf(file('nothing.txt'))).toEqual([
      'fileEmpty',
      'nothing.txt',
      'spec:limits',
      'choose-another-file',
    ]);
  });
});

describe('documents', () => {
  it('that hold nothing are not sealed, and are named', () => {
    const plan = file('plan.pdf', 1);
    expect(withoutEmpty([plan, file('empty.pdf')])).toEqual({ full: [plan], empty: ['empty.pdf'] });
  });
});
