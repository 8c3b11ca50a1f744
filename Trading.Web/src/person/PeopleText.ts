import { h, type FunctionalComponent, type VNode } from 'vue';
import { columnsOf, isPlain, piecesOf } from '../texts';
import LongText from './LongText.vue';
import './peopleText.css';

// What a person wrote, wherever a page shows it: its direction stays its own, nothing invisible is invisible, and of a
// long one three lines stand until somebody asks. Hundreds of them stand in a table, so it has no state of its own.

/** About three lines of a phone, in columns of which a Chinese character takes two. */
const mostColumns = 120;

/** A text as it was written; `whole` shows all of it at once. */
export function peopleText(text: string, whole = false): VNode {
  const shown = h(
    'bdi',
    { class: 'people-text' },
    piecesOf(text).map(piece => (piece.isCode ? h('span', { class: 'people-code' }, piece.text) : piece.text)),
  );
  return whole || columnsOf(text, mostColumns) <= mostColumns ? shown : h(LongText, null, () => shown);
}

/** The same where the style breaks long words: a plain text of three lines at most needs no element of its own. */
export const denseText = (text: string): VNode | string =>
  isPlain(text) && columnsOf(text, mostColumns) <= mostColumns ? text : peopleText(text);

/** The same as a component. */
export const PeopleText: FunctionalComponent<{ text: string; whole?: boolean }> = ({ text, whole }) =>
  peopleText(text, whole);
PeopleText.props = { text: { type: String, required: true }, whole: Boolean };
PeopleText.displayName = 'PeopleText';
export default PeopleText;
