import { h, type FunctionalComponent } from 'vue';
import { peopleText } from '../person/PeopleText';

/** The items of a form, each with its value, as one element: hundreds of rows have some. */
export const ItemPairs: FunctionalComponent<{ items: readonly { name: string; value: string }[] }> = ({ items }) =>
  h(
    'p',
    { class: 'items pairs' },
    items.map((item, i) => h('span', { key: i }, [peopleText(item.name), ' ', peopleText(item.value)])),
  );
ItemPairs.props = { items: { type: Array, required: true } };
export default ItemPairs;
