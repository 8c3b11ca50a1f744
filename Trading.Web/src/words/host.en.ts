import type zh from './host.zh';

export default {
  title: 'Host an opening',
  lead:
    'Publish a session, see where it stands, and do the step that is due. ' +
    "Every step is signed with the host's certificate.",
  toHall: 'Opening hall',
  all: 'All sessions',
  sessions: 'Published sessions',
  noSessions: 'Nothing was published yet.',
  step: {
    person: 'Who you are: certificate and key',
    trust: 'Trust file: whose trustees make the lock',
    form: 'The session',
  },
  packHelp: {
    'construction-national':
      'Fewer than 3 bids are not opened (Regulation, art. 44); objections are answered on the spot.',
    'procurement-goods': 'Fewer than 3 bids are not opened (Order 87, art. 41); fewer than 3 opened end the lot.',
    'procurement-services': 'Fewer than 3 bids are not opened (Order 87, art. 41); fewer than 3 opened end the lot.',
  },
  form: {
    pack: 'Rule pack',
    code: 'Tender number',
    title: 'Title',
    closeAt: 'Deadline (Beijing time)',
    closeHelp: 'The opening is at the deadline; it cannot be changed later.',
    single: 'All trustees on one machine: that stands in lock, record and every verdict.',
    independent: 'Each trustee has a machine and an operator of its own.',
    drill: 'Drill (no legal effect)',
    lots: 'Lots',
    lotId: 'Id (a–z, 0–9, -)',
    lotTitle: 'Lot title',
    noCeiling: 'none',
    decimals: 'Decimals of unit prices',
    scoring: 'Choose scoring terms (.json)',
    scoringHelp:
      'Optional. A scoring file without bids, at most 16 KiB; publishing checks that scores can be computed and that ' +
      'it agrees with the lot. All of it is published.',
    scoringAt: 'At',
    scoringRemove: 'Publish no scoring terms with this lot',
    removeLot: 'Remove lot {lot}',
    remove: 'Remove',
    addLot: 'Add a lot',
    roles: 'People',
    rolesHelp:
      'You are the host ({name}). The supervisor takes no other part; ' +
      'only host and supervisor together can let a late freeze pass.',
    role: 'Role',
    roleName: 'Name',
    roleCertificate: 'Choose certificate (.der)',
    removeRole: 'Remove {name}',
    addRole: 'Add a person',
    publish: 'Sign and publish',
    publishHelp: 'Nothing of it can be changed later. The trustees make the locks at once, then bids are taken.',
  },
  problem: {
    code: 'The tender number has 1 to 100 letters',
    title: 'The title has 1 to 500 letters',
    lots: 'A session has 1 to 64 lots',
    lotId: "A lot id is 1 to 16 of a–z, 0–9 and '-'",
    lotTwice: 'Two lots have the same id',
    lotTitle: 'A lot title has 1 to 500 letters',
    ceiling: 'A ceiling or least discount is out of range',
    scoring: 'Scoring terms have at most 16 KiB each and 256 KiB together, and no control characters',
    ceilingText:
      'A ceiling or least discount is wrong: yuan with at most two decimals and three digits behind each comma, ' +
      'per cent with at most four decimals',
    ceilingPercent: 'Write the % of a ceiling or least discount, such as 98.5%',
    roleName: 'A name has 1 to 500 letters',
    roleKey: 'Somebody has no certificate yet',
    noSupervisor: 'Name a supervisor: without one, bids whose freeze no trustee saw in time could never be opened',
    supervisor: 'The supervisor takes no other part',
    platform: 'The trust file must name exactly one platform',
    trustees: 'The trust file names no trustee',
    closeAt: 'Enter the deadline',
    closePast: 'The deadline has passed',
    closeSoon: 'The deadline is too near: leave at least a minute for the lock and the bids',
    Times: 'The deadline is not valid',
    TrusteeCount: '1 to 32 trustees are allowed',
    SameKey: 'A key stands twice in the trust file',
    BadKey: 'A key is not valid',
    LotName: 'A lot id is not valid',
  },
  right: {
    none: 'You have no right to publish sessions, so nothing can be filled in or published here.',
    noneNext:
      'Ask a manager of the platform to give it to this certificate (key {print}) or to your account, then open ' +
      'this page again.',
    held: 'You publish as “{name}”.',
  },
  confirm: {
    title: 'Please check: it cannot be changed after the publication',
    deadline: 'Deadline and opening: {time} (Beijing time), in {left}.',
    lots: '{n} lots, tender number {code}, published by {publisher}.',
    supervisor: 'Supervisor: {names}. Host and supervisor together let a late freeze pass.',
    scoring: '{n} of {m} lots are published with scoring terms.',
    again: 'The tender number {code} was published {n} times before; every page will say that it was published again.',
    far: 'The deadline is more than 60 days ahead: check the year.',
    farYes: 'The year is right: {year}',
    yes: 'All of it is right: sign and publish',
    back: 'Go back and change it',
  },
  outsider: 'This certificate has no role in this session: you can look, not act.',
  rolesAre: 'Your role here: {roles}',
  nextTitle: 'The step that is due now',
  next: {
    none: { what: 'Reading the session', why: 'One moment.' },
    waitLock: { what: 'The trustees make the lock of “{lot}”', why: 'Bids are taken as soon as it stands.' },
    waitDeadline: {
      what: 'Taking bids; “{lot}” closes in {left}',
      why: 'Until then nobody sees how many there are or what they say, the host included. Nothing to do.',
    },
    waitFreeze: {
      what: '“{lot}” is closed and about to be frozen',
      why: 'No bid that arrived in time is dropped; all of them are processed first. Nothing to do.',
    },
    waitCosign: {
      what: 'The trustees check the freeze of “{lot}” ({n}/{t})',
      why: 'Each checks the deadline and the fingerprint of all bids. Nothing to do.',
    },
    waitFew: {
      what: 'Too few bids for “{lot}”',
      why: 'The rules forbid opening; the lot fails and its bids are never opened. Nothing to do.',
    },
    waitRelease: {
      what: 'The trustees release the keys of “{lot}” ({n}/{t})',
      why: 'When there are enough, all bids appear at once. Nothing to do.',
    },
    waitOpen: { what: 'Opening all bids of “{lot}”', why: 'Nothing to do.' },
    orderLate: {
      what: 'No trustee saw the freeze of “{lot}” in time',
      why: 'Host and supervisor must each order it before the trustees may check it late. Find out the cause first.',
    },
    orderedLate: { what: 'Ordered; the trustees check “{lot}” late', why: 'Nothing to do.' },
    answer: {
      what: 'Answer an objection or question',
      why: 'The session cannot conclude before; the answer is given on the spot and recorded.',
    },
    conclude: {
      what: 'Conclude the opening',
      why:
        'Every lot is opened or has failed, and no objection is open. ' +
        'Afterwards nobody can sign in, object or confirm.',
    },
    signRecord: {
      what: 'Sign the opening record',
      why:
        'It is made from the public log, and anybody can make it again byte by byte; ' +
        'your signature makes it final. Look at the draft first.',
    },
    done: {
      what: 'The opening is complete; the record is signed',
      why: 'Record and archive can be downloaded and checked with trading verify.',
    },
  },
  answer: 'Answer',
  sendAnswer: 'Sign and answer',
  conclude: 'Sign and conclude',
  signRecord: 'Sign the record',
  draft: 'Download the draft',
  draftHelp: 'The page signs only what fits this draft byte for byte.',
  record: 'Download the record',
  orderLate: 'Sign and order to go on',
  lateOrders: 'Ordered {n} of 2 (host and supervisor)',
  count: {
    ceremony: 'lock {n}/{m}',
    toOpen: '{n} to open',
    opened: '{n} opened',
    openedSome: '{n} opened, {m} could not be',
    sealed: '{n} stay sealed',
  },
  bidLink: 'Bid page',
} satisfies typeof zh;
