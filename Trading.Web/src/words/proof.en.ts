/**
 * Words of the proof of a draw: `check` has a title and says in plain words why it is checked; `found` what it found.
 */
export default {
  title: 'How to check this draw',
  toDraw: 'Back to this draw',
  ofOurs:
    'Steps 1 to 5 (V61 to V76) check locks, list, value and seats of a draw of this platform. An external draw has ' +
    'none of them, and they are not listed.',
  lead:
    'Everything below is computed again in your browser: the page fetches the public events and the locked list, ' +
    'and computes fingerprints, signatures, the random value and the seats itself, ' +
    'to compare them with what was published. The numbers are those of the offline check (trading verify).',
  trustLead:
    'This page comes from the platform. To depend on it less, choose a trust file that you got elsewhere, or ' +
    'download the archive and check it offline.',
  trust: 'Trust file (optional)',
  run: 'Check again',
  cancel: 'Stop',
  running: 'Checking {number}',
  progress: '{done} of {of}',
  rows: 'Fetching the list ...',
  wait: 'Checking begins by itself as soon as the events are read.',
  done: 'Checked: {pass} agree, {fail} do not, {later} can only be checked later, {none} do not apply.',
  allGood: 'Everything that can be checked now agrees.',
  someBad: 'Something does not agree: tell the supervisor, and keep the archive.',
  stopped: 'Stopped before everything was checked.',
  noTrust:
    'No trust file was chosen: signatures fit the keys that the platform gave; whose keys these are, only a ' +
    'trust file says.',
  noHeads: 'Signed heads and their witnesses are not checked here; trading verify checks them in the archive.',
  details: 'Data',
  why: 'Why this is checked',
  outcome: {
    pass: 'Agrees',
    fail: 'Does not agree',
    none: 'Does not apply',
    later: 'Later',
    waiting: 'Not checked',
    running: 'Being checked',
  },
  notYet:
    'The rest can be checked once everybody has arrived and the course of the draw is disclosed: told now, it ' +
    'would tell who was drawn.',
  archive: {
    choose: 'Check an archive (optional)',
    help:
      'Checks a file that you downloaded or were given, in place of what the platform tells now; it is not sent ' +
      'anywhere. The signed heads in it (V01 to V06) are checked by trading verify alone.',
    used: 'What is checked is the file {name}, not what the platform tells now.',
    refused: 'The file {name} was refused. What stands here is about what the platform tells, not about the file.',
    leave: 'Check what the platform tells',
    notArchive: 'This is no archive, or larger than 64 MiB.',
    damaged: 'The archive is not whole, or was changed.',
    noDraw: 'This is an archive of something else than a draw.',
    otherDraw: 'This is the archive of another draw.',
    corrupt: 'The events in the archive break their rules.',
  },
  step: {
    asked: '1. Request and locks',
    list: '2. The locked list',
    value: '3. The random value',
    seats: '4. Seats and substitutes',
    signed: '5. Signatures and counts',
    people: "6. Buyer's representatives and external draws",
  },
  stepLead: {
    asked:
      'How many experts, of which specialities and from where was published before the draw and stands in three ' +
      'locks: change a letter afterwards, and the locks do not fit.',
    list:
      'The pool seals every position that may be drawn and publishes the fingerprint of the whole list. Before ' +
      'the draw the list cannot be changed any more, and nobody knows which position will be drawn.',
    value:
      'At the time of the draw each trustee answers for the same point, with a proof. Whichever of them answer, ' +
      'the value is the same, and nobody can choose it.',
    seats:
      'The value fixes the order of all positions; seats are taken from its beginning, and whoever drops out is ' +
      'followed by the next position. Nobody can choose.',
    people:
      'Whom the buyer sends, and experts of an external draw, were not drawn here: the hash of an identity number ' +
      'is all that they are expected by. How another system drew cannot be verified here.',
    signed:
      'Host, pool, notice gateway and gate each signed what they said; the counts that were public have to be ' +
      'those of the course that was closed.',
  },
  check: {
    V61: {
      title: 'The request is canonical and passes its rules',
      why: 'Members, an odd number, the share of experts, times: each rule that the request names is asked.',
    },
    V62: {
      title: 'All three locks were made for this request',
      why:
        'Trustees made each lock together, and it bears the fingerprint of the request; without a signature, or ' +
        'for another request, it does not hold.',
    },
    V63: {
      title: 'The head of the list names request, locks and counts',
      why: 'It says whose list this is, how many may be drawn, and how many each cause keeps out.',
    },
    V64: {
      title: 'Every position is well formed and stands once',
      why: 'No expert has two positions, and nobody whose title is too low is in the list.',
    },
    V65: {
      title: 'The list gives the published fingerprint',
      why:
        'Head and positions have to give the fingerprint from before the draw: nothing was added, taken away or ' +
        'changed.',
    },
    V66: {
      title: 'The reduction kept exactly these',
      why: 'With more than 2,000 experts a random value chooses among them first; that can be computed again, too.',
    },
    V67: {
      title: 'The supervisor ordered every further draw',
      why: 'Another draw is counted in public, with its reason; without an order trustees do not answer.',
    },
    V68: {
      title: 'Enough trustees answered, and every answer holds',
      why: "Each answer proves that it was made with this trustee's own share, for this list and this draw.",
    },
    V69: {
      title: 'The answers give the published value',
      why: 'The answers are put together and give the value, which is compared with the published one.',
    },
    V70: {
      title: 'The value gives the first seating',
      why:
        'The value orders all positions, and seats are taken in that order: seats of each group, one of an ' +
        'employer.',
    },
    V71: {
      title: 'Every seat that fell free went to the next position',
      why: 'Whoever follows those who declined, gave no answer or avoid has to be the next of the order.',
    },
    V72: {
      title: 'The result is the one whose fingerprint was published at the draw',
      why: 'At the draw the fingerprint of the result was published alone; what is disclosed now has to fit it.',
    },
    V73: {
      title: 'Every opened name is the one that was locked',
      why: 'A name that was opened is compared with its row of the list: nobody stands in for somebody else.',
    },
    V74: {
      title: 'The host signed the request, the pool the list',
      why: 'Whoever published the request and locked the list answers for it with a signature.',
    },
    V75: {
      title: 'What became of each position was signed',
      why:
        'Gateway, gate or pool have to sign who declined, gave no answer, arrived or avoids; the platform cannot ' +
        'say it for them.',
    },
    V76: {
      title: 'The public counts are those of the closed course',
      why:
        'How many arrived or declined was told at the time; it has to be what the disclosed course says. A draw for ' +
        'an opening is disclosed only once experts were compared with the bidders.',
    },
    V77: {
      title: 'The import is canonical and passes its rules',
      why: 'Of an external draw facts and hashes of people are imported alone; the same rules are asked.',
    },
    V78: {
      title: 'Host and supervisor signed the import',
      why: 'How another system drew cannot be verified here; two people answer for what was copied.',
    },
    V79: {
      title: 'The gate signed what became of everybody whom a hash names',
      why: 'The platform cannot say for the gate who arrived, left, came back or avoids.',
    },
    V80: {
      title: 'The public counts of these people are those of the closed course',
      why: 'What was told at the time has to be what the disclosed statements say.',
    },
    V81: { title: 'Each name is signed by the gate and fits its hash', why: 'Nobody stands in for somebody else.' },
    V82: {
      title: 'The paper is the one that was signed',
      why: 'Its size and hash were signed before anybody arrived; it cannot be replaced.',
    },
  },
  found: {
    external: 'An external draw has no locks, list or random value: how it drew cannot be verified here.',
    import: {
      pass: 'The import is canonical: {n} experts, and it passes its rules.',
      key: 'A key of the import is no point of the curve.',
      signed: "The host's and the supervisor's signatures hold.",
      host: "The host's signature does not hold.",
      supervisor: "The supervisor's signature does not hold.",
      platform: 'The platform of the import is not in the trust file.',
      gate: 'The gate of the import is not in the trust file.',
    },
    persons: {
      none: 'Nobody is expected by a hash.',
      notExternal: 'This is no external draw.',
      told: "{n} statements, and the gate's signatures hold.",
      wrong: "Seat {n}: the gate's signature does not hold.",
      counted: '{n} experts and {m} whom the buyer sent arrived, as was published.',
      sent: '{n} whom the buyer sent arrived, as was published.',
      buyers: '{n} whom the buyer sent were published, {m} were there.',
      experts: '{n} experts were published, {m} were there.',
      names:
        'Names are not public. The supervisor chooses the full archive on this page, or checks it with trading verify.',
      paper:
        'The paper holds every name; it is in the full archive alone. The supervisor chooses that file on this page, ' +
        'or checks it with trading verify.',
      unnamed: 'The archive holds no name of these people.',
      twice: 'A seat was named twice.',
      noSeat: 'Seat {n}: there is no such seat.',
      nobody: 'Seat {n}: it was named, and nobody arrived for it.',
      other: 'Seat {n}: the identity number does not give the published hash; somebody else was expected.',
      named: "{n} names: the gate's signatures hold, and the identity numbers give the published hashes.",
      namedNoSalt:
        "{n} names: the gate's signatures hold; the salt of the hashes is the host's and not in the archive.",
    },
    paper: {
      notYet: 'The paper has not been handed in.',
      missing: 'A full archive holds the paper; this one does not.',
      other: 'Its size or hash is not what was signed.',
      pass: '{n} bytes, as was signed.',
    },
    noRequest: 'The request cannot be read: nothing to compare with.',
    noHead: 'Request, locks or head of the list cannot be read: nothing to compare with.',
    noLock: 'Request or lock cannot be read: nothing to compare with.',
    noPositions: 'Request, list or value cannot be read: nothing to compare with.',
    noAnswers: 'Too few answers hold to give a value.',
    nothingDrawn: 'The draw ended before: there is nothing to check.',
    broken: 'The data break their rules; nothing can be computed.',
    pool: { later: 'Can be checked once the pool has locked the list.' },
    drawn: { later: 'Can be checked once everybody has arrived and the course is disclosed.' },
    request: {
      pass: '{n} experts are drawn for a committee of {m}; every rule is kept.',
      unreadable: 'The request cannot be read.',
      rules: 'The request names rules {rules} {n}, which this page does not know.',
      gates: 'The request breaks rule {rule}.',
    },
    locks: {
      pass: 'Three locks, any {t} of {n} trustees open them; all proofs and signatures hold.',
      later: 'Can be checked once all three locks stand.',
      count: 'There are not three locks and policies.',
      same: 'Two of the three locks are one.',
      noRequest: 'The request cannot be read.',
      policy: '{lock}: the policy cannot be read.',
      certificate: '{lock}: the certificate cannot be read.',
      purpose: '{lock}: the policy is for another purpose.',
      other: '{lock}: the policy is of another draw.',
      terms: '{lock}: the policy is not of this request.',
      time: '{lock}: the policy has another time of the draw.',
      trust: '{lock}: the policy has keys that are not in the trust file.',
      verify: '{lock}: the certificate does not hold (trustee {trustee}).',
    },
    head: {
      pass: '{n} positions, {m} may be drawn; {k} more are kept out, counted by cause.',
      unreadable: 'The head of the list cannot be read.',
      noLocks: 'Request or locks cannot be read.',
      request: 'The list is of another request.',
      locks: 'The list names other locks.',
      rows: 'The head speaks of {n} positions, there are {m}.',
      reduction: 'Head and events differ in whether there was a reduction.',
      eligible: '{n} may be drawn, the list has {m} positions.',
    },
    positions: {
      pass: '{n} positions looked at one by one: all well formed, none twice.',
      unreadable: 'Position {n} cannot be read.',
      place: 'Position {n} stands elsewhere.',
      point: 'The key of position {n} is no point of the curve.',
      group: 'Position {n} fits no group, or one that is none.',
      level: 'The title of position {n} is too low for its group.',
      pointTwice: 'Two positions use one key.',
      rowTwice: 'A row stands twice.',
    },
    root: {
      pass: '{n} leaves give the published fingerprint.',
      other: 'The leaves give another fingerprint.',
      head: 'Another head stands before the list than was published.',
    },
    reduction: {
      none: 'At most 2,000 may be drawn: there was no reduction.',
      later: 'Can be checked once the value of the reduction is there and the list is locked.',
      pass: 'Of {m} experts it kept exactly these {n} positions.',
      head: 'The head of the reduction cannot be read.',
      rows: 'The head speaks of {n} rows, there are {m}, or some cannot be read.',
      counts: 'Reduction and list count otherwise.',
      root: 'The reduction has another fingerprint than was published.',
      kept: 'Others were kept than the value chooses.',
    },
    again: {
      once: 'Drawn once.',
      pass: 'Drawn {n} times; the supervisor signed every order.',
      nobody: 'No policy names a supervisor, but another draw was made.',
      reason: 'Draw {n} has no reason.',
      signature: 'The order for draw {n} is not signed by the supervisor.',
    },
    answers: {
      pass: '{n} of {m} trustees answered, and all proofs hold; {t} are needed.',
      unreadable: 'An answer cannot be read.',
      wrong: 'The answer of trustee {trustee} does not hold ({fault}).',
      twice: 'A trustee answered twice.',
      few: '{n} answered, {t} are needed.',
    },
    value: { pass: 'The value is the published one.', other: 'The answers give another value.' },
    first: { pass: '{n} seats, taken as published.', other: 'The value seats others.' },
    later: {
      nobody: 'Nobody dropped out.',
      pass: '{n} positions dropped out, {m} followed, each the next of the order.',
      other: 'Somebody followed who is not the next of the order.',
    },
    result: {
      pass: 'The fingerprint is the one that was published at the draw.',
      other: 'Another result was published at the draw.',
    },
    names: {
      none: 'Names are not public, and this page has none. The supervisor checks them with the full archive.',
      pass: '{n} names are those of the locked rows.',
      twice: 'A position was opened twice.',
      seat: 'Position {n} had no seat.',
      position: 'Position {n} cannot be read.',
      row: 'Somebody else was locked at position {n}.',
    },
    offices: {
      pass: 'The signatures of host and pool hold.',
      host: 'The signature of the host does not hold.',
      hostOnly: 'The signature of the host holds; the pool has signed nothing yet.',
      custodian: 'The signature of the pool under the list does not hold.',
      shortage: 'The signature of the pool under the shortage does not hold.',
      trust: 'Pool, notice gateway or gate are not those of the trust file.',
    },
    statements: {
      pass: '{n} statements, all signatures hold.',
      wrong: 'The signature of statement {n} does not hold.',
      door: 'Statement {n}: somebody arrived whose record nobody asked for.',
      units: 'Statement {n}: the pool was asked about other bidders than were named.',
      here: 'Statement {n}: others had arrived of those who lost a seat by it than it says.',
    },
    counts: {
      seats: 'Draw {n} announced other seats than were taken.',
      open: 'Another seat stays open than was told, or for another reason.',
      unnamed: 'It was disclosed before the opening named its bidders, or four hours had passed since the room opened.',
      unanswered: 'It was disclosed before the pool had answered about the bidders.',
      pass: '{n} arrived, {declined} declined, {silent} gave no answer, as was published.',
      uncompared:
        '{n} arrived, {declined} declined, {silent} gave no answer, as was published. The opening named no bidders ' +
        'for four hours: nobody compared whether a member works for one.',
      arrived: '{m} arrivals were published, {n} happened ({declined} declined, {silent} gave no answer).',
      notices:
        'Other notices were published than happened ({declined} declined, {silent} gave no answer); {n} arrived.',
    },
  },
  fault: {
    UnknownTrustee: 'the lock has no such trustee',
    WrongCount: 'another number of points',
    WrongProof: 'the proof is wrong',
  },
  label: {
    requestHash: 'Hash of the request',
    requestBytes: 'Request',
    lock: {
      draw: 'Id of the lock for the draw',
      names: 'Id of the lock for names',
      contact: 'Id of the lock for contacts',
    },
    head: 'Head of the list',
    rootPublished: 'Published root',
    rootFound: 'Computed root',
    paperSigned: 'Signed hash',
    paperFound: 'Hash of this paper',
    value: 'Value',
    message: 'Message (draw, root, number)',
    alpha: 'α',
    point: 'The point P of the message',
    answer: 'Answer of a trustee, with its proof',
    shared: 'The point x·P that answers give',
    valueFound: 'Computed value β',
    valuePublished: 'Published value β',
    order: 'Order of positions (the first 60)',
    stepsFound: 'Computed seats (position→group, in brackets whom it follows)',
    stepsPublished: 'Published seats',
    dropped: 'Positions that dropped out',
    salt: 'Salt',
    resultFound: 'Computed hash of the result',
    resultPublished: 'Hash of the result published at the draw',
    key: { host: 'Public key of the host', custodian: 'Public key of the pool' },
    problem: 'What breaks the rules',
  },
  table: {
    title: 'Positions and seats',
    help: 'Positions have no names. They stand in the order in which seats were taken.',
    position: 'Position',
    group: 'Group',
    instead: 'Instead of',
    became: 'What became of it',
    first: 'First',
  },
  became: {
    Confirmed: 'Confirmed',
    Declined: 'Declined',
    Silent: 'No answer',
    Unreached: 'Not reached',
    Presented: 'At the gate',
    Arrived: 'Arrived',
    Avoids: 'Avoids, at the gate',
    Left: 'Left',
    Back: 'Arrived',
    Unopened: 'Name did not open',
    conflict: 'Avoids, for a bidder',
    nothing: 'Not told',
  },
};
