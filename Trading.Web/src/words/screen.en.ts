/** Words of the big screen alone. */
export default {
  waiting: 'Please wait',
  page: '{n} / {m}',
  lots: 'Lot {n} of {m}',
  held: 'Held: the space bar goes on',
  moreItems: '{n} more in the hall',
  step: {
    ceremony: 'The lock is being made; no bids yet',
    intake: 'Bids are received',
    frozen: 'The deadline has passed; trustees check the freeze',
    releasing: 'Bids are being opened',
    attend: 'Bidders: please sign in and check the record',
    objection: 'An objection or question waits for its answer',
    opened: 'Bidders: please check and confirm the results, or object now',
    failed: 'This lot is not opened; its bids stay sealed',
    record: 'The session is concluded; the host signs the record',
    sealed: 'The record is signed',
  },
};
