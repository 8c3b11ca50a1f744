// What a second look shows (CheckCard.vue).

/**
 * A fact of an act. `id` names its place: `TESTID-ID`. `value`: one text, a list whose entries are numbered, or texts
 * below each other; a break within a text is shown as one (PeopleText).
 * `look`: a sum in large figures, its words, a fingerprint, or what was and what comes, in one line.
 */
export interface CheckFact {
  readonly id: string;
  readonly name: string;
  readonly value: string | readonly string[] | { readonly lines: readonly string[] };
  readonly look?: 'figure' | 'words' | 'mono' | 'change';
}

/** Something that is lawful and seldom meant. */
export interface CheckWarning {
  readonly id: string;
  readonly text: string;
}
