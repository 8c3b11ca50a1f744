import type zh from './host.zh';

export default {
  title: 'Host an opening',
  lead:
    'Publish a session, see where it stands, and do the step that is due. ' +
    "Every step is signed with the host's certificate.",
  toHall: 'Opening hall',
  toRoom: 'Begin an evaluation',
  all: 'All sessions',
  askDraw: 'Ask for a draw of experts',
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
    choose: 'Please choose',
    custody: {
      none:
        'Independent: each trustee has its own machine and operator, and fewer than the threshold cannot open early. ' +
        'Single: all on one machine, and whoever holds it can. Choose what is true: it stands in lock, record and ' +
        'every verdict.',
      Single:
        'All trustees on one machine, and whoever holds it can open early: that stands in lock, record and every ' +
        'verdict.',
      Independent:
        'Each trustee has its own machine and operator, and fewer than the threshold cannot open early. Choose what ' +
        'is true: it stands in lock, record and every verdict.',
    },
    period: {
      Objection: 'Objections and confirmations (minutes)',
      Question: 'Questions and confirmations (minutes)',
    },
    periodHelp:
      'Runs from the last outcome; before its end the opening concludes only if every bidder has confirmed. ' +
      'Left empty, it is {usual} minutes. Now it is {time}.',
    wrong: 'To correct, each at its place: {n}.',
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
    scoringBuilt: 'Take the one just built (fingerprint {print}…)',
    scoringBuild: 'Build the criteria',
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
    custody: 'Choose the custody: nothing is assumed, for it has to be true',
    period: 'The period has 1 to 1440 minutes, at most two decimals; in a drill a second at least',
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
    held: 'You publish as "{name}".',
  },
  confirm: {
    title: 'Please check: it cannot be changed after the publication',
    deadline: '{time} Beijing time, in {left}',
    lots: 'Lots ({n})',
    trustees: 'Trustees',
    withScoring: 'with scoring terms',
    noScoring: 'without scoring terms',
    supervisor: 'Where no trustee saw the freeze in time, host and supervisor together let it pass.',
    drill: 'This is a drill: it has no legal effect, and every verdict says so.',
    single: 'All trustees on one machine: whoever holds it can open bids early.',
    unbound: 'Lots without a bound: {lots}.',
    again:
      'The tender number {code} was published before (times: {n}); every page will say that it was published again.',
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
    waitLock: { what: 'The trustees make the lock of "{lot}"', why: 'Bids are taken as soon as it stands.' },
    waitDeadline: {
      what: 'Taking bids; "{lot}" closes in {left}',
      why: 'Until then nobody sees how many there are or what they say, the host included. Nothing to do.',
    },
    waitFreeze: {
      what: '"{lot}" is closed and about to be frozen',
      why: 'No bid that arrived in time is dropped; all of them are processed first. Nothing to do.',
    },
    waitCosign: {
      what: 'The trustees check the freeze of "{lot}" ({n}/{t})',
      why: 'Each checks the deadline and the fingerprint of all bids. Nothing to do.',
    },
    waitFew: {
      what: 'Too few bids for "{lot}"',
      why: 'The rules forbid opening; the lot fails and its bids are never opened. Nothing to do.',
    },
    waitRelease: {
      what: 'The trustees release the keys of "{lot}" ({n}/{t})',
      why: 'When there are enough, all bids appear at once. Nothing to do.',
    },
    waitOpen: { what: 'Opening all bids of "{lot}"', why: 'Nothing to do.' },
    orderLate: {
      what: 'No trustee saw the freeze of "{lot}" in time',
      why: 'Host and supervisor must each order it before the trustees may check it late. Find out the cause first.',
    },
    orderedLate: { what: 'Ordered; the trustees check "{lot}" late', why: 'Nothing to do.' },
    answer: {
      what: 'Answer an objection or question',
      why: 'The session cannot conclude before; the answer is given on the spot and recorded.',
    },
    waitPeriod: {
      what: 'Objections and confirmations: {left} left',
      why: 'Before its end the opening concludes only if every bidder has confirmed and nothing is open.',
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
        'your signature makes it final. Open the draft and read it first.',
    },
    done: {
      what: 'The opening is complete; the record is signed',
      why: 'Record and archive can be downloaded and checked with trading verify.',
    },
  },
  answer: 'Answer',
  sendAnswer: 'Sign and answer',
  conclude: 'Sign and conclude',
  waitsFor: 'This step is for {whose}: it waits for them.',
  whoseStep: 'This step is for {whose}: choose certificate and key above first.',
  whoseOne: '{role} ({names})',
  or: ' or ',
  archive: 'Download the archive',
  cut: {
    look: 'Look once more and conclude',
    back: 'Not yet',
    title: 'Please check: afterwards nobody can sign in, object or confirm',
    lots: '{n} opened, {m} failed',
    of: '{n} of {m}',
    raised: { Objection: 'Objections', Question: 'Questions' },
    until: 'until {time}',
    signer: 'Signed by',
    period: '{left} are left for objections and confirmations: the platform concludes nothing before.',
    open: { Objection: 'Objections without an answer: {n}.', Question: 'Questions without an answer: {n}.' },
    silent: 'Signed in and not confirmed ({n}): {names}. Concluding now records them as not confirmed.',
    silentAccepts: 'Signed in and not confirmed ({n}): {names}. Concluding now records them as deemed accepted.',
    absent: 'Neither signed in nor confirmed ({n}): {names}. Concluding now records them as deemed accepted.',
    more: '{names}, and {n} more',
  },
  sign: {
    look: 'Look once more and sign',
    back: 'Not yet',
    title: 'Please check: your signature makes it final',
    size: 'Size of the draft',
    hash: 'SHA-256 of the draft',
    openFirst: 'Open the draft first',
    read: 'I have read the draft, and it is right',
    fetch: 'Fetch the draft again',
  },
  dashboard: {
    title: 'How the hall stands',
    open: { Objection: 'Open of all objections', Question: 'Open of all questions' },
    before: 'Before the opening nobody can know who bids, or how many.',
    noBids: 'No bid was opened: nobody has to sign in or confirm.',
    row: 'signed in {attended} of {m} · confirmed {confirmed} of {m} · open {open}',
    trustees: 'Trustees',
    trusteesHelp: 'From the public log: until a trustee signs next, it does not tell whether its process is up.',
  },
  trustee: {
    ceremony: 'making the lock ({n} of 3)',
    ready: 'lock made, ready for the opening',
    frozen: 'to check the freeze',
    cosigned: 'checked',
    cosignedLate: 'checked late',
    releasing: 'to release',
    released: 'released',
    refused: 'sent wrong shares',
    none: 'took no part',
  },
  signRecord: 'Sign the record',
  draft: 'Open the draft (new window)',
  draftFile: 'Download the draft',
  draftHelp: 'The page signs only what fits this draft byte for byte.',
  record: 'Download the record',
  orderLate: 'Sign and order to go on',
  lateOrders: 'Ordered {n} of 2 (host and supervisor)',
  count: {
    ceremony: 'lock {n}/{m}',
    toOpen: '{n} to open',
    opened: 'bids: {n}',
    openedSome: 'bids: {n}, and {m} that could not be opened',
    sealed: '{n} stay sealed',
  },
  bidLink: 'Bid page',
} satisfies typeof zh;
