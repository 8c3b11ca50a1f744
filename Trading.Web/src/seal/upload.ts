import type { Bytes } from './bytes';
import { partBytes, partBytesAt } from './chunks';
import { offsetOf, type SectionEntry } from './header';

// What an upload consists of: the parts of each section, as the platform names those that it lacks
// (docs/spec/http.md, "Upload").

/** A declared upload; the acknowledgement where its COMMIT was accepted before. */
export interface Declared {
  upload: string;
  acknowledgement: Bytes | null;
}

export interface Part {
  readonly section: number;
  readonly part: number;
  readonly sizeBytes: number;
}

/** The parts that the platform lacks, in the file's order. */
export const partsOf = (sections: readonly SectionEntry[], missing: boolean[][]): Part[] =>
  missing.flatMap((bits, section) =>
    bits.flatMap((isMissing, part) =>
      isMissing ? [{ section, part, sizeBytes: partBytesAt(sections[section]!.plaintextBytes, part) }] : [],
    ),
  );

export function pieceOf(sections: readonly SectionEntry[], file: Blob, { section, part, sizeBytes }: Part): Blob {
  const start = offsetOf(sections, section) + part * partBytes;
  if (start + sizeBytes > file.size) throw new RangeError('the sealed file became shorter');
  return file.slice(start, start + sizeBytes);
}
