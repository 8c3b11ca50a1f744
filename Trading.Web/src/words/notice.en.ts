export default {
  title: 'Notice of an opening',
  titleOf: 'Notice: {title}',
  toHall: 'To the hall',
  what: 'What was published',
  publishedAt: 'Published at',
  address: 'Address of this page',
  lock: 'Lock id',
  threshold: 'Any {t} of {n} release together:',
  trust: 'Fingerprint of the trust file',
  trustHelp:
    'Compare it with the paper tender notice, group by group. The trust file holds the keys of platform and ' +
    'trustees; the fingerprint is its SHA-256, as sha256sum prints it.',
  trustWarn:
    "This is the platform's own trust file. It deserves trust only where it agrees with a notice " +
    'that you got elsewhere. Where it does not, do not bid: ask the tenderer.',
  compare: 'Choose your trust file to compare',
  compareHelp: 'Computed on this page; nothing is sent.',
  same: "The same: your trust file is the platform's. Make sure that yours came from outside the platform.",
  other: "Another one: your trust file is not the platform's. Do not bid with the platform's; ask the tenderer.",
  keys: 'Fingerprints of keys',
  keysHelp: 'Of the signing keys of platform and trustees; each can be asked for on the telephone.',
};
