export default {
  title: 'Help',
  lead: 'Each guide has two pages: what to do from beginning to end, what to look at, and what to do when it fails.',
  bidder: { title: 'Guide for bidders', what: 'Prepare, seal, send, withdraw; sign in and confirm after the opening.' },
  clerk: {
    title: 'Guide for the clerk of an evaluation',
    what: 'How to begin it, look after it, judge qualification, draft the report.',
  },
  host: { title: 'Guide for hosts', what: 'Publish a session, open, answer objections, sign the opening record.' },
  member: {
    title: 'Guide for members of the committee',
    what: 'How to sit down, review, score and sign the report at your seat.',
  },
  supervisor: {
    title: 'Guide for supervisors',
    what: 'What to watch, how to verify on your own, when your signature is needed.',
  },
  desk: { title: 'Guide for the desk', what: 'Look at cards, admit experts, note who leaves and comes back.' },
  pool: {
    title: "Guide for the pool's manager",
    what: 'Import and keep the list of experts; what happens when some are drawn.',
  },
  trustee: { title: 'Guide for trustees', what: 'Keep your share of the keys, keep the program running, refuse.' },
};
