// What a check finds: `said` is the key of a sentence with its values; `details` are figures and bytes for whoever
// wants to compare them elsewhere, each under the key of a label.

export type Outcome = 'pass' | 'fail' | 'none' | 'later';
export type Values = Record<string, string | number>;
export interface Detail {
  label: string;
  text: string;
}
export interface Finding {
  outcome: Outcome;
  said: string;
  values: Values;
  details: Detail[];
}

export const pass = (said: string, values: Values = {}, details: Detail[] = []): Finding => ({
  outcome: 'pass',
  said,
  values,
  details,
});
export const fail = (said: string, values: Values = {}, details: Detail[] = []): Finding => ({
  outcome: 'fail',
  said,
  values,
  details,
});
/** Not applicable: there is nothing of the kind, or what the check builds on cannot be read. */
export const none = (said: string): Finding => ({ outcome: 'none', said, values: {}, details: [] });
/** What the check needs is not there yet, or still closed. */
export const later = (said: string): Finding => ({ outcome: 'later', said, values: {}, details: [] });

export const detail = (label: string, text: string | number): Detail => ({ label, text: String(text) });
