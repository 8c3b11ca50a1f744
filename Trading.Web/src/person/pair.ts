import { refuseOther } from './fileKind';

// Key and certificate as they are chosen, together or one after the other: of each the newest counts, so that a wrong
// first one is forgotten once the right one is there.

export interface ChosenPair {
  readonly key: File | null;
  readonly certificate: File | null;
  /** Chosen last, and neither: said once, then forgotten. */
  readonly others: readonly File[];
}

export const nothingChosen: ChosenPair = { key: null, certificate: null, others: [] };

/** Throws the trouble that names a file which belongs elsewhere. */
export async function choose(before: ChosenPair, files: readonly File[]): Promise<ChosenPair> {
  let pair: ChosenPair = { ...before, others: [] };
  for (const file of files) {
    const kind = await refuseOther(file, 'person');
    if (kind === 'key' || kind === 'certificate') pair = { ...pair, [kind]: file };
    else pair = { ...pair, others: [...pair.others, file] };
  }
  return pair;
}

export const filesOf = ({ key, certificate, others }: ChosenPair): File[] =>
  [key, certificate, ...others].filter(file => file !== null);
