// The signed paper of an external draw (docs/spec/draw.md, "External draws"): its hash is signed at the import, and its
// bytes come last.
import { postBytes } from '../api';
import { Trouble } from '../person/explain';
import { equal, join, type Bytes } from '../seal/bytes';
import { asPerson } from '../seal/platform';
import type { Person } from '../seal/person';
import { paperMostBytes, type ExternalImport } from './externalImport';
import type { Paper } from './importing';

/** A paper as it was chosen. */
export interface ChosenPaper extends Paper {
  name: string;
  content: Bytes;
}

const mark = '%PDF-';

/** Reads a paper; a trouble where it is none, or larger than the platform takes it. */
export async function readPaper(file: File): Promise<ChosenPaper> {
  if (file.size > paperMostBytes)
    throw new Trouble('drawImport.trouble.paperLarge', {}, 'spec:draw', 'drawImport.next.smaller');
  const content = new Uint8Array(await file.arrayBuffer());
  if (new TextDecoder('latin1').decode(content.subarray(0, mark.length)) !== mark)
    throw new Trouble('drawImport.trouble.notPdf', { name: file.name }, 'spec:draw', 'drawImport.next.paper');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return { name: file.name, content, hash: digest, bytes: content.length };
}

/** Whether this is the paper whose hash was signed. */
export const isPaperOf = (facts: Pick<ExternalImport, 'paperHash' | 'paperBytes'>, paper: Paper): boolean =>
  paper.bytes === facts.paperBytes && equal(paper.hash, facts.paperHash);

/** Hands in salt ‖ paper; `report` tells how many of the bytes have gone out. Saying it again is harmless. */
export const handIn = (
  person: Person,
  draw: string,
  salt: Bytes,
  paper: ChosenPaper,
  signal: AbortSignal,
  report: (sentBytes: number) => void,
): Promise<void> =>
  asPerson(person, () => postBytes(`/api/draws/${draw}/paper`, new Blob([join(salt, paper.content)]), signal, report));
