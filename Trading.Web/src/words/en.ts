import type zh from './zh';

export default {
  app: {
    name: 'Bid opening hall', motto: 'Openings that anybody can verify', language: 'Language', skip: 'Skip to the content', loading: 'Loading …',
    retry: 'Try again', unreachable: 'The server cannot be reached', unreachableHelp: 'The page tries again by itself; you may also check your network and try again now.',
    insecure: 'Open this page over https or on localhost: browsers offer cryptography on secure connections only. Bidding and signing do not work here.',
    times: 'All times are Beijing time', signIn: 'Sign in', signedIn: 'Signed in: {name}', colon: ': ',
  },
  nothing: { title: 'There is no such page', help: 'The address may have been copied wrongly.', back: "Back to today's openings" },
  home: {
    title: "Today's openings", lead: 'Before the deadline nobody sees who bids or how much. After it everybody sees everything at the same moment.',
    soon: 'Coming up and under way', today: 'Ended today', later: 'Later', earlier: 'Earlier', empty: 'No openings today', emptyHelp: 'New openings appear here by themselves.',
    deadline: 'Deadline', lots: '{n} lots', screen: 'Big screen', code: 'Tender no.',
  },
  link: {
    connecting: 'Connecting', live: 'Live', lost: 'Connection lost, reconnecting', missing: 'No such session yet', diverged: 'The log disagrees', measuring: 'Measuring the time',
    error: 'Clock error at most {ms} ms', help: 'Nothing is missed while the line is down: after reconnecting, every event is fetched from where it broke off, with heights that follow each other.',
    divergedHelp: 'The server now holds less than, or other than, what it gave out before. An append-only log does not do that. Please tell the supervisor.',
  },
  clock: {
    server: 'Server time', remaining: 'Until the deadline', ended: 'The deadline has passed', days: '{n} d', wallOff: "This machine's clock is off by about {s}. The countdown follows the server.",
    minutes: '{n} min', seconds: '{n} s', passed: 'Closed {time} ago',
  },
  hall: {
    title: 'Opening hall', missing: 'There is no such session', missingHelp: 'It may not be published yet. The page keeps waiting and shows it as soon as it is.',
    corrupt: "The server's log cannot be read", corruptHelp: 'It is damaged, or this page is too old. Reload the page; if that does not help, tell the supervisor.', reload: 'Reload',
    code: 'Tender no.', pack: 'Rules', roles: 'People', lots: 'Lots', lot: 'Lot', deadline: 'Deadline', ceiling: 'Ceiling', noCeiling: 'none', leastDiscount: 'Least discount',
    quorum: 'Fewest bids', drill: 'Drill', drillHelp: 'This is a rehearsal. Its result has no legal effect.', screen: 'Big screen', bid: 'Bid', myBid: 'My bid', facts: 'About this lot', priceKind: 'Price as',
  },
  tender: {
    publisher: 'Published by',
    noPublisher: 'not named (a session of before)',
    key: 'key {print}',
    again: 'This tender number was published {times} times; this is number {number}.',
    short: 'Publication {number} of {times}',
    earlier: 'The one before: published {time}, {state}.',
    later: 'The newest one: published {time}, {state}.',
    look: 'Look',
    state: { running: 'under way', failed: 'not opened (failed)', concluded: 'concluded', sealed: 'record signed' },
  },
  custody: {
    title: 'Custody', single: 'Single machine', independent: 'Independent',
    singleHelp: 'All trustees run on one machine: the seal protects nobody from whoever controls it. This stands in the lock, in the record and in every verdict.',
    independentHelp: 'Each trustee has its own machine and operator. Fewer than {t} cannot open.',
  },
  phase: {
    ceremony: 'Making the lock', intake: 'Receiving bids', frozen: 'Closed, checking the freeze', releasing: 'Releasing the key', opened: 'Opened', failed: 'Not opened', concluded: 'Concluded', running: 'Under way',
  },
  step: {
    label: 'Steps of the opening', ceremony: 'Lock', intake: 'Receive', frozen: 'Freeze', releasing: 'Release', opened: 'Publish', record: 'Record',
    done: 'done', now: 'now', ahead: 'ahead', failed: 'ended', of: 'Step {n} of {m}',
  },
  sealed: {
    title: 'The bids are sealed',
    help: 'Before the deadline no role, the platform included, sees who bids, how many bid, or how much. After it any {t} of {n} trustees open together, and all bids are published at the same moment.',
    ceremony: 'The trustees are making the lock of this lot together. Bids are received once it stands.',
    frozenTitle: 'All bids are frozen', frozen: 'The frozen root is published: no bid can be added, removed or changed any more. When {t} of {n} trustees have released, all bids are published at once.',
    messages: '{n} of {m} messages of the ceremony are there',
  },
  wait: {
    title: 'Waiting', since: 'for {time}',
    ceremony: 'for the trustees to finish the lock ({n}/{m})',
    freeze: 'for the freeze: bids that arrived in time are being worked on, none is dropped',
    cosign: 'for the trustees to check the freeze ({n}/{m})',
    few: 'too few bids; waiting for the entry that says so',
    release: 'for the trustees to release the key ({n}/{m})',
    open: 'enough trustees have released; all bids are being opened',
    late: 'the freeze was checked too late; host and supervisor ordered to go on',
  },
  freeze: {
    root: 'Frozen root', rootHelp: 'The fingerprint of all bids at the deadline. One changed byte in any bid changes it; every receipt matches it.', at: 'Frozen at', entries: 'Entries', live: 'Bids to open',
    revoked: 'Revoked after the deadline', lock: 'Lock id', late: 'late',
  },
  trustee: {
    title: 'Trustees', need: '{t} of {n} are needed', released: '{k}/{n} released', cosigned: '{k}/{n} checked', stateReleased: 'released', stateCosigned: 'checked the freeze', stateRefused: 'sent wrong data', stateWaiting: 'waiting',
    stateStandby: 'ready', enough: 'Enough to open',
  },
  bids: {
    certified: 'The certificate says:',
    title: 'Opened bids', opened: '{n} opened', unreadable: '{n} could not be opened', number: 'No.', bidder: 'Bidder', price: 'Price', status: 'State',
    whole: 'all of it', less: 'less', noWords: 'no words given', unparsed: 'The content cannot be read', unparsedHelp: 'It is kept as it stands; the committee decides.', bytes: '{n} bytes', unreadableTitle: 'Could not be opened', attended: 'signed in',
    units: '{n} unit prices', more: 'Show {n} more', ceilingMark: 'Ceiling', leastMark: 'Least discount', empty: 'There were no bids to open', markNote: 'Marks are read out and judge nothing; the committee decides.',
    sortReceived: 'By arrival', sortPrice: 'By price', sort: 'Order', search: 'Find a bidder', none: 'No bidder matches',
  },
  standing: { confirmed: 'confirmed', unconfirmed: 'not confirmed', deemedAccepted: 'deemed accepted', pending: 'not confirmed yet' },
  presence: { title: 'Attendance and confirmation', attended: 'Signed in', confirmed: 'Confirmed', help: 'Who is absent is deemed to accept; who is present and silent is recorded as not confirmed.', helpSilence: 'Who is absent or silent is deemed to accept.' },
  mark: {
    OverCeiling: 'above the ceiling', WordsDiffer: 'words and figures differ', ZeroPrice: 'price is zero', NegativePrice: 'price is negative', Unparsed: 'cannot be read', WrongPriceKind: 'other kind of price',
    OwnerUnproved: 'identity not proved', SameCertificate: 'same certificate twice', NameDiffers: 'name is not the certificate’s', CodeDiffers: 'credit code does not hold',
    BelowLeastDiscount: 'below the least discount', WordsUnreadable: 'words cannot be read',
  },
  cause: {
    PointInvalid: 'the encapsulated key is invalid', SecondSecretWrong: 'the second secret does not match', CommitmentMismatch: 'the key does not match its commitment', RootMismatch: 'the ciphertext does not match the frozen fingerprint', TagMismatch: 'the ciphertext fails its check', PaddingInvalid: 'the padding is wrong', stored: "the platform's stored bytes are missing or damaged",
  },
  fault: { Bidder: "bidder's fault", Platform: "platform's fault", Undetermined: 'fault not determined' },
  failed: {
    FewSubmitted: 'Too few bids: not opened', FewSubmittedHelp: 'With fewer than {n} bids the lot must not be opened. The bids stay sealed and are returned; no name is published.',
    FewOpened: 'Too few bids could be opened', FewOpenedHelp: 'Bids of fewer than {n} bidders could be opened. The lot ends here.', NoLock: 'There is no lock', NoLockHelp: 'The trustees could not make the lock and no bid was received. The session has to be published again.', rule: 'Rule',
  },
  protest: {
    Objection: 'Objections and answers', Question: 'Questions and answers', none: 'None so far.', open: 'open', answered: 'answered', answer: 'Answer', by: 'raised by {name}', number: 'bid no. {n}', blocks: 'The host cannot conclude while one is open.',
  },
  record: {
    title: 'Record and verification', download: 'Download the record (PDF)', archive: 'Download the public archive', waiting: 'The record is made when the host has concluded.', sealing: 'The record is being made and signed.', hash: 'Fingerprint of the record',
    verify: 'Anybody can verify this offline', verifyHelp: 'Download the public archive and, with a trust file from outside the platform, run:', archiveLater: 'The public archive is offered after the opening or failure.', concludedAt: 'Concluded at',
  },
  log: { title: 'Events', help: 'Each line is an entry of the public log; heights follow each other.', unknown: 'Another event ({type})' },
  event: {
    SessionPrepared: 'The session was published', CeremonyMessageLogged: '{trustee} sent message {round} of the ceremony', CeremonyFailed: 'The ceremony failed: {cause}', LockCertified: 'The lock stands, bids are received', LotFrozen: 'Deadline: all bids are frozen',
    FreezeCosigned: '{trustee} checked the freeze', FreezeCosignedLate: '{trustee} checked the freeze (late)', LateFreezeOrdered: '{role} ordered the late freeze to be accepted', ReleaseBegan: 'The freeze is checked, the release began',
    PartialAccepted: '{trustee} released ({released}/{of})', PartialRefused: '{trustee} sent wrong release data', BidOpened: 'A bid was opened', BidUnreadable: 'A bid could not be opened',
    LotOpened: 'Opened: {opened}; could not be opened: {unreadable}', LotFailed: 'The lot ended: {cause}', BidderAttended: '{bidder} signed in', ObjectionRaised: 'An objection or question was raised', ObjectionAnswered: 'An objection or question was answered',
    RecordConfirmed: '{bidder} confirmed the record', BidRevoked: 'A bid was revoked after the deadline', SessionConcluded: 'The host concluded the session', RecordSealed: 'The record was signed and sealed',
  },
  said: {
    tenMinutes: 'Ten minutes until the deadline', oneMinute: 'One minute until the deadline', deadline: 'The deadline has passed', lost: 'Connection lost, reconnecting', back: 'Connected again, all events are there', lotPrefix: 'Lot {lot}: {text}',
  },
  role: {
    Public: 'Public', Bidder: 'Bidder', Tenderer: 'Tenderer', Agent: 'Agent', Host: 'Host', Witness: 'Witness', Notary: 'Notary', Supervisor: 'Supervisor', Manager: 'Manager', Trustee: 'Trustee',
  },
  pack: { 'construction-national': 'Works (national)', 'procurement-goods': 'Procurement: goods', 'procurement-services': 'Procurement: services' },
  priceKind: { Amount: 'total amount', Rate: 'rate', Discount: 'discount', UnitPrices: 'unit prices' },
  unit: { yuan: 'CNY {n}', percent: '{n}%' },
  rule: {
    'bidding-law': 'Tendering Law, art. {n}', 'bidding-reg': 'Tendering Regulations, art. {n}', 'e-bidding': 'E-Tendering Measures, art. {n}', 'procurement-87': 'MoF Order 87, art. {n}', esign: 'Electronic Signature Law, art. {n}', spec: 'specification: {n}',
  },
  reason: {
    CertificateNotValid: 'The certificate is not valid now',
    WrongPhase: 'Not possible in this phase', NotFound: 'Not found', NotAllowed: 'Not allowed', BadSignature: 'The signature or certificate does not hold', TooLate: 'Too late', TooEarly: 'Too early', WrongLock: 'For another session or lot',
    WrongRevision: 'Wrong revision', Malformed: 'Wrong format', Conflict: 'Conflicts with what was sent before', LimitReached: 'A limit is reached', Incomplete: 'Not complete yet', OpenObjection: 'An objection or question is still open', DrainUnfinished: 'Bids that arrived in time are still being worked on',
    BadProof: 'The proof does not hold', NotSignedIn: 'Not signed in', MustChangePassword: 'A one-time password: choose a new one first', StoreFailed: 'The store did not answer', Failed: 'The server failed',
  },
  next: {
    'act-with-kit': 'Sign with the kit; no sign-in is needed',
    attend: 'Sign in to the opening first',
    'answer-objection': 'Answer the objection or question first', 'ask-the-host': 'Please ask the host', 'certify-again': 'Send the lock certificate again', 'check-submission-kit': 'Check the submission kit', 'claim-from-platform': "The platform's fault: you may claim", 'commit-again': 'Commit again',
    'correct-and-prepare-again': 'Correct and publish again', 'correct-and-send-again': 'Correct and send again', 'finish-commits': 'Wait until the work is done',
    'read-description': 'See /openapi/v1.json for what there is', 'keep-the-first': 'The first one stands', 'keep-your-copy': 'Keep your copy', 'prepare-again': 'Publish the session again',
    'prepare-session': 'Publish the session first', 'read-policy': "Check the lock's policy", 'reload-session': 'Reload and look again', repeat: 'Send the same again', 'seal-again': 'Seal again', 'seal-for-this-lot': 'Seal for this lot', 'seal-next-tick': 'Wait for the next tick',
    'seal-with-next-revision': 'Seal with the next revision', 'sign-again': 'Sign again', 'name-a-supervisor': 'name a supervisor with another key than the host\'s', 'use-another-tender-number': 'use another tender number, or let the first publisher publish', 'take-the-first-back': 'take the first right back', 'use-an-old-name': 'use a name that is there', 'sign-in': 'Sign in first', 'tell-the-agent': 'Please tell the agent', 'tell-the-committee': 'Please tell the committee', 'upload-missing-parts': 'Upload the missing parts', wait: 'Wait a moment', 'try-again-later': 'Try again later', 'ask-a-manager': 'Please ask a manager', 'ask-host-and-supervisor': 'Host and supervisor have to order it', 'enable-an-old-one': 'Enable an existing account', 'name-another-manager-first': 'Name another manager first', 'read-frozen-root': 'Check the frozen root', 'sign-record': 'The host signs the record',
    'wait-for-commitments': 'Wait for the other trustees', 'wait-for-cosignatures': 'Wait for the trustees to check', 'wait-for-deadline': 'Wait for the deadline', 'wait-for-freeze': 'Wait for the freeze', 'wait-for-lock': 'Wait for the lock', 'wait-for-messages': 'Wait for the messages of the ceremony',
    'wait-for-opening': 'Wait for the opening', 'wait-for-release': 'Wait until the release begins', 'use-a-new-key': 'Use a new request number', 'send-the-declared-bytes': 'Upload the bytes that were declared', 'ask-for-a-new-challenge': 'Ask for a new sign-in challenge', 'wait-for-partials': 'Wait for the release', 'wait-for-tick': 'Wait for the next tick',
  },
  helps: {
    title: 'How to read this page',
    time: "The countdown follows the server's time, whatever your computer's clock says; the page measures it again and again.",
    root: 'The frozen root, published at the deadline, is the fingerprint of all bids. It is out before any content is; after it nobody can add, remove or change one.',
    trustees: 'Several trustees have to release together. Too few of them open nothing, and neither does the platform.',
    marks: 'Marks in the table are facts that everybody can see, to be read out; the committee decides what they mean.',
    verify: 'Afterwards anybody can download the archive and check every step offline, without trusting this page.',
  },
  big: { waiting: 'One moment', page: '{n} / {m}', lots: 'Lot {n} / {m}' },
} satisfies typeof zh;
