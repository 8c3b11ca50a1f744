import { h, type FunctionalComponent, type VNode, type VNodeArrayChildren } from 'vue';
import { causeKey } from '../causes';
import { figure } from '../format';
import { figureWord, word } from '../i18n';
import { denseText } from '../person/PeopleText';
import { standingOf, type Bid, type Pack } from '../state';
import './bidRow.css';
import UnitPrices from './UnitPrices.vue';

// A bid of the table. Five hundred of them are mounted at the hour, on cheap phones too: so it is one component without
// state and of few elements, and what it is given stays the same while nothing about its bid changes. An act of one
// bidder renders one row.

interface Row {
  bid: Bid;
  number: number;
  pack: Pack;
  /** Percent of the scale; null for a bid without a comparable price. */
  bar: number | null;
  /** Where on the scale the bound stands. */
  boundAt: number | null;
  concluded: boolean;
  mine?: boolean;
}

/** One row of the table of opened bids. */
export const BidRow: FunctionalComponent<Row> = row => {
  const { bid, number, mine } = row;
  return h(
    'div',
    {
      class: `bid-row${bid.unreadable ? ' unreadable' : ''}${mine ? ' mine' : ''}`,
      role: 'row',
      tabindex: mine ? -1 : undefined,
      'data-testid': `bid-${number}`,
      'data-submission': bid.submission,
    },
    [
      h('span', { class: 'number', role: 'cell' }, String(number)),
      h('div', { class: 'bidder', role: 'cell' }, bidder(bid, mine ?? false)),
      h('div', { class: 'price', role: 'cell' }, price(row)),
      h('div', { class: 'status', role: 'cell' }, status(row)),
    ],
  );
};
BidRow.props = ['bid', 'number', 'pack', 'bar', 'boundAt', 'concluded', 'mine'];
BidRow.displayName = 'BidRow';
export default BidRow;

const line = (content: string | VNodeArrayChildren, more = '', testId?: string): VNode =>
  h('p', { class: `items${more}`, 'data-testid': testId }, content);

function bidder({ form, certified, unreadable, content }: Bid, mine: boolean): VNodeArrayChildren {
  if (!form)
    return unreadable
      ? [
          h('b', word('bids.unreadableTitle')),
          line(`${word(causeKey(unreadable.cause))} · ${word(`fault.${unreadable.fault}`)}`),
        ]
      : [
          h('b', word('bids.unparsed')),
          line(`${word('bids.unparsedHelp')} ${figureWord('bids.bytes', String(content.length))}`),
        ];
  return [
    h('b', [denseText(form.bidderName)]),
    mine ? h('span', { class: 'pill blue own' }, word('bids.mine')) : null,
    form.creditCode ? line(form.creditCode, ' code', 'bid-code') : null,
    certified
      ? line(
          [word('bids.certified'), ' ', h('b', [denseText(certified.name || '—')]), ` ${certified.code}`],
          ' certified',
          'bid-certified',
        )
      : null,
    form.items.length > 0
      ? line(
          form.items.map(item => h('span', [denseText(item.name), ' ', denseText(item.value)])),
          ' pairs',
        )
      : null,
  ];
}

function price({ bid, bar, boundAt }: Row): VNodeArrayChildren {
  if (!bid.form) return [h('span', { class: 'muted', 'aria-hidden': true }, '—')];
  const { kind, value, words, units } = bid.form.price;
  const { unit, n } = figure(kind, value);
  return [
    h('b', figureWord(unit, n)),
    bar === null ? null : track(bar, boundAt, bid.marks.some(isBound)),
    line([
      words ? denseText(words) : word('bids.noWords'),
      units.length > 0 ? ` · ${figureWord('bids.units', String(units.length))}` : null,
    ]),
    units.length > 0 ? h(UnitPrices, { units }) : null,
  ];
}

const isBound = (mark: string): boolean => mark === 'OverCeiling' || mark === 'BelowLeastDiscount';

const track = (bar: number, boundAt: number | null, isOver: boolean): VNode =>
  h('div', {
    class: `track${isOver ? ' over' : ''}${boundAt === null ? '' : ' bound'}`,
    style: boundAt === null ? { '--bar': `${bar}%` } : { '--bar': `${bar}%`, '--bound': `${boundAt}%` },
    'aria-hidden': true,
  });

// Before the end nobody is deemed anything.
function status({ bid, pack, concluded }: Row): VNodeArrayChildren {
  const standing = concluded || bid.confirmed ? standingOf(pack, bid) : 'pending';
  const colour = { confirmed: ' good', unconfirmed: ' bad', deemedAccepted: '', pending: '' }[standing];
  return [
    bid.marks.map(mark => h('span', { class: 'pill warn', 'data-mark': mark }, word(`mark.${mark}`))),
    bid.attended ? h('span', { class: 'pill blue' }, word('bids.attended')) : null,
    !bid.unreadable || bid.confirmed
      ? h('span', { class: `pill${colour}`, 'data-standing': standing }, word(`standing.${standing}`))
      : null,
  ];
}
