import { expect, it } from 'vitest';
import { textBytes } from '../../src/seal/bytes';
import { readCheckpoint, readNote } from '../../src/seal/notes';
import { isName } from '../../src/seal/policy';
import { load } from './vectors';

interface Characters {
  signature: string;
  texts: { name: string; text: string; isNote: boolean }[];
  letters: { name: string; letter: string; inText: boolean; inName: boolean; inExtension: boolean }[];
}

const vectors = load<Characters>('notes/characters.json');
const isNote = (text: string, name: string): boolean =>
  readNote(textBytes(`${text}\n— ${name} ${vectors.signature}\n`))?.text === text;
const root = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

it('allows the texts that the other implementation allows', () => {
  for (const { name, text, isNote: expected } of vectors.texts)
    expect([name, isNote(text, 'name')]).toEqual([name, expected]);
});

it('allows each character where the other implementation allows it', () => {
  for (const { name, letter, inText, inName, inExtension } of vectors.letters) {
    const between = `a${letter}b`;
    const extends_ = letter !== '\n' && readCheckpoint(`origin\n1\n${root}\n${between}\n`) !== null;
    expect([name, isNote(`${between}\n`, 'name'), isNote('x\n', between), extends_]).toEqual([
      name,
      inText,
      inName,
      inExtension,
    ]);
    expect([name, isName(between)]).toEqual([name, inName]);
  }
});
