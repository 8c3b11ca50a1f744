// What a second look shows (CheckCard.vue).

/**
 * A fact of an act. `id` names its place: `TESTID-ID`. `value`: one text, whose line breaks are kept, or a list.
 * `look`: a sum in large figures, its words, or a fingerprint.
 */
export interface CheckFact {
  readonly id: string;
  readonly name: string;
  readonly value: string | readonly string[];
  readonly look?: 'figure' | 'words' | 'mono';
}

/** Something that is lawful and seldom meant. */
export interface CheckWarning {
  readonly id: string;
  readonly text: string;
}
