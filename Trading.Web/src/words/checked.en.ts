/** Words of what the hall's page checked itself. */
export default {
  title: 'What this page checked itself',
  here: 'This page checks of every event that comes',
  order: 'that numbers have no gap, events follow the procedure, and times never fall;',
  commit: 'that the results of a lot come together, none missing, as many as were frozen;',
  acts: 'that signing in, objections, answers and confirmations say what their events say, by keys of those people;',
  lock: 'that hashes of locks, withdrawals and messages of trustees are those published;',
  content: 'prices, names and items by reading them from what each bid contains.',
  there: 'Only trading verify checks',
  signatures: 'signatures and certificates;',
  trees: 'that events and receipts stand in the signed trees;',
  openings: 'that each bid was really opened from what was frozen at the deadline;',
  marks: 'that marks (above the ceiling, words and figures differ) are right;',
  record: 'that the record was printed from these events and signed by the host.',
  page: 'This page comes from the platform. To rely on nobody, verify the archive with a trust file from elsewhere.',
};
