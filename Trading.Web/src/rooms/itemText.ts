// Criteria in sentences, choices and labels: their names were written by people.
import { splitId } from '../criteria/tree';
import { inSentence } from '../texts';

/** The name of a criterion where only a text can stand. */
export const itemText = (id: string): string => inSentence(splitId(id).name);
