export default {
  title: 'Mine',
  account: 'account {user}',
  toAccount: 'Sign-in and certificate',
  signIn: 'Sign in first',
  signInHelp:
    'After the sign-in this page lists what waits for you, the sessions in which you have a role, and the next step. ' +
    'Sign in with a certificate or with an account of the staff.',
  toSignIn: 'To the sign-in',
  key: 'Bind a certificate',
  keyHelp:
    'Your account has no certificate yet. The terms of a session know people by their keys: ' +
    'your sessions are listed here as soon as a certificate is bound.',
  toKey: 'Bind it',
  manager: 'Managing the platform',
  locked: 'Accounts that are locked and wait for you: {n}.',
  noneLocked: 'No account is locked.',
  fresh: 'Accounts whose one-time password was not changed yet: {n}.',
  toPeople: 'People and rights',
  supervisor: 'Supervising the platform',
  supervisorHelp:
    'See who may publish, and who changed accounts and rights and when; look into the sessions that are under way.',
  toActs: 'Rights and changes',
  toRunning: 'Sessions under way',
  publisher: 'Publish a session',
  publisherHelp: 'You may publish sessions as "{name}".',
  toHost: 'Publish and host',
  trustee: 'Trustee',
  trusteeHelp:
    "A trustee's program locks, cosigns and releases by itself; there is nothing to do on a page. " +
    'Look at the log of the program and keep it running.',
  sessions: 'My sessions',
  as: 'as',
  due: 'Waits for you',
  toSession: 'Go on',
  host: {
    ceremony: "The trustees are locking; make sure that each trustee's program runs.",
    intake: 'Wait for the deadline; nobody sees a bid before it.',
    frozen:
      'Wait for the trustees to cosign. If they are late, you and the supervisor order the late freeze, ' +
      'each with your own signature.',
    releasing: 'The trustees are releasing; the results appear by themselves.',
    running: 'The lots stand at different steps: open the host page for the current one.',
    opened: 'Answer the objections, then conclude the session.',
    failed: 'Not opened: conclude the session and sign the opening record.',
    concluded: 'Check and sign the opening record.',
    sealed: 'All is done; record and archive can be downloaded.',
  },
  watch: {
    ceremony: 'The trustees are locking.',
    intake: 'Wait for the deadline; nobody sees a bid before it.',
    frozen: 'Wait for the trustees to cosign.',
    order:
      'Wait for the trustees to cosign. If they are late, you and the host order the late freeze, ' +
      'each with your own signature (late-freeze on the command line).',
    releasing: 'The trustees are releasing; the results appear by themselves.',
    running: 'The lots stand at different steps: see the hall.',
    opened: 'Look at results, objections and answers.',
    failed: 'Not opened; there is nothing to do.',
    concluded: 'The host has to sign the opening record.',
    sealed: 'Record and archive can be downloaded and verified.',
  },
  bidder: 'Bidding',
  bidderHelp: 'No terms of a session name your certificate: you may bid with it. Your bids then stand below.',
  toCheck: 'Check this computer',
  bids: 'Bids of this browser',
  bidsHelp:
    'The platform does not know whose bid is whose, so this page lists what this browser keeps. ' +
    'On another computer, go on at the page of the bid with the submission kit.',
  noBids: 'This browser holds no bid.',
  bid: {
    send: 'Sealed and not sent: send it before the deadline.',
    keepKit: 'Sealed: save the kit first, then send.',
    logged: 'Acknowledged by the platform; the witnesses have not signed the receipt yet.',
    received: 'Received, with a valid receipt. Wait for the opening.',
    withdrawn: 'Withdrawn.',
    notInTime: 'It did not arrive before the deadline and takes no part.',
    waiting: 'The deadline has passed; wait for the opening.',
    opened: 'Opened: sign in, check the record and confirm it.',
    failed: 'Not opened: your bid stays sealed.',
    unknown: 'The platform does not know this session, or cannot be asked now.',
  },
};
