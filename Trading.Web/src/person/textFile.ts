import { Trouble } from './explain';

// Text files of people, read as the command line reads them (Trading.Cli/InputFile.cs): UTF-8 without a byte order
// mark. `File.text()` would drop the mark in silence, and then page and command line would disagree about one file.

const mark = [0xef, 0xbb, 0xbf];

/** The text of a chosen file; a trouble that names the file where it is none. */
export async function textOf(file: File): Promise<string> {
  const name = { name: file.name };
  if (file.size === 0) throw new Trouble('fileEmpty', name, 'spec:limits', 'choose-another-file');
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (mark.every((byte, i) => bytes[i] === byte)) throw new Trouble('fileMarked', name, 'spec:limits', 'save-as-utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Trouble('fileNotUtf8', name, 'spec:limits', 'save-as-utf8');
  }
}

/** Chosen documents: those that can be sealed, and the names of those that hold nothing. */
export function withoutEmpty(files: File[]): { full: File[]; empty: string[] } {
  return {
    full: files.filter(file => file.size > 0),
    empty: files.filter(file => file.size === 0).map(file => file.name),
  };
}
