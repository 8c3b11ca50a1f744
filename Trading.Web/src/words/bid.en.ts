import type zh from './bid.zh';

export default {
  title: 'Bid',
  toHall: 'Opening hall',
  noLot: 'This session has no such lot.',
  ceremony: 'The trustees are making the lock. Bidding opens when it stands; this page follows by itself.',
  closed: 'The deadline has passed; waiting for the opening.',
  seal: 'Check and seal',
  sealing: 'Sealing and checking …',
  sealed: 'Sealed, and opened once to be sure.',
  sealHelp:
    'Sealing happens in your browser: the bid is encrypted and then opened once to be sure. ' +
    'Until the deadline nobody can open it, the platform included.',
  needsSignIn: 'You are signed out: choose certificate and key again, and sending goes on where it stopped.',
  checkedBefore: 'Checked before sealing.',
  comeBack: 'Bid again',
  replace: 'Replace the bid',
  replaceHelp: 'A replacement needs the kit of the bid: same submission, next revision. Only the newest one is opened.',
  replaceCancel: 'Do not replace',
  replacing: 'Replacing: this will be revision {revision}',
  replaceKept: 'The form begins with what you wrote before; change it and check it again.',
  replaceLost:
    'The form is empty: once a bid is sealed this browser keeps no price, for whoever opens it could read that. ' +
    'Only the page that it was written in remembers it.',
  withdraw: 'Withdraw the bid',
  withdrawHelp: 'A withdrawn bid is not opened, unless you send another one before the deadline.',
  cancel: 'Cancel',
  away: {
    stay: 'Stay on this page',
    unsaved: {
      title: 'The bid is sealed and not sent',
      lost: 'Its kit is in this page only. If you leave, bid and kit are lost: you fill in and seal again.',
      go: 'Give this sealed bid up and leave',
    },
    unsent: {
      title: 'The bid is not delivered yet',
      lost:
        'Sending stops if you leave. The sealed file stays in this browser: come back before the deadline and it ' +
        'goes on where it stopped; else it is not delivered.',
      go: 'Leave without sending',
    },
  },
  strip: { told: '{left} to the deadline' },
  others: {
    tabs: 'Other pages of this browser at this lot: {n}.',
    tabsHelp: 'Bid in one page only: two pages that seal make two bids.',
    bids: 'Bids of this lot that this browser holds: {n}.',
    bidsHelp:
      'All of them will be opened, and those of one certificate are marked. ' +
      'Withdraw what is too much with its own kit before the deadline.',
    unsaved: 'Sealed; its kit is not saved yet.',
    look: 'Look at it',
  },
  leave: {
    offer: 'Has your certificate ended, or can you not sign in? The kit alone withdraws a bid:',
    kitOnly:
      'The kit (.kit) of this bid is all that is needed: its key signs the withdrawal. No certificate, no sign-in.',
    fetching: 'Checking the lock of the kit …',
    kitHelp: 'Choose the .kit file of the newest revision. Nothing is withdrawn yet: look first, then confirm.',
    look: 'Look again before you withdraw',
    tender: 'Tender',
    lot: 'Lot',
    comeBack:
      'It holds as soon as you confirm; the kit of the withdrawal is downloaded, keep it. To bid again you ' +
      'must sign in with a valid certificate.',
    confirm: 'Yes, withdraw this bid',
    another: 'Choose another kit',
  },
  revoke: {
    offer: 'Revoke the bid',
    elsewhere:
      'The deadline has passed and no key is released yet. The kit alone revokes a bid, which is no withdrawal:',
    title: 'Revocation',
    kitOnly:
      'To give a bid up after the deadline is a revocation (撤销), not a withdrawal (撤回), with consequences by law. ' +
      'The kit (.kit) of this bid is all that is needed: its key signs.',
    kitHelp: 'Choose the .kit file of the newest revision. Nothing is revoked yet: look first, then confirm.',
    look: 'Look again before you revoke',
    bond:
      'The tenderer may keep your bid bond (Tendering Regulations, art. 35), ' +
      'unless the tender documents say otherwise.',
    forEver: 'It cannot be undone, and you cannot bid again: this bid will not be opened.',
    public: "It is published in the opening's log and stands in the opening record.",
    until:
      'It counts only before the keys are released. Once the release has begun the list is final: ' +
      'a revocation is refused, and the bid is opened.',
    understood: 'I understand what follows, and I may revoke on behalf of the bidder.',
    confirm: 'Yes, revoke this bid',
    asking:
      "The platform's answer did not come; the page says it again by itself. " +
      'Until the platform answers, the bid is not revoked. Keep the page open.',
    again: 'Download the statement again',
  },
  elsewhere: 'Did you bid from another browser or the command line?',
  step: {
    person: 'Who you are: certificate and key',
    trust: 'Trust file and lock',
    form: 'Price form and documents',
    kit: 'Save the submission kit',
    send: 'Send',
  },
  lock: {
    holds: 'The lock holds: signed by all {n} trustees, as the trust file names them',
    who: 'Who opens',
    any: 'any {t} of {n} together ({names})',
    when: 'When',
    id: 'Lock',
    drill: 'This is a drill; its result has no legal effect.',
    notAnchored:
      'Your certificate is not from an authority of the trust file, or is not valid now: ' +
      'the opening will mark the bidder as unproved.',
  },
  certificate: {
    ended:
      'The certificate of {name} ended at {until} (Beijing time): a bid that is sent now will be marked ' +
      '"identity not proved". Get a new certificate and seal again; for a bid that was sent before, the ' +
      'kit signs a withdrawal, attendance, objections and confirmation.',
    notYet:
      'The certificate of {name} begins at {from} (Beijing time): ' +
      'a bid that is sent before will be marked "identity not proved".',
    beforeDeadline:
      'The certificate of {name} ends at {until} (Beijing time), before the deadline: send before it ends, ' +
      'for what arrives later is marked; afterwards the kit signs a withdrawal, attendance, objections and ' +
      'confirmation.',
    sameDay:
      'The certificate of {name} ends at {until} (Beijing time), on the day of the opening: ' +
      'keep the kit at hand, it signs attendance, objections and confirmation afterwards.',
  },
  form: {
    nameDiffers: 'The certificate says "{name}": the opening will mark the difference and read out both.',
    code: 'Unified social credit code (optional)',
    codeDiffers: 'The certificate says {code}: the opening will mark the difference and read out both.',
    name: "Bidder's name",
    price: { Amount: 'Total (yuan)', Rate: 'Rate (%)', Discount: 'Discount (%)', UnitPrices: 'Total (yuan)' },
    words: 'In words',
    wordsAuto: 'Spelled from the figures; you may change it.',
    wordsOwn: 'Your own words.',
    wordsBack: 'Spell automatically',
    differ: 'Words and figures say different values; the opening will mark that.',
    wordsUnreadable:
      'The words cannot be read; the opening will mark that. Write them like 壹佰万元整 or 百分之九十八点五.',
    over: 'Above the ceiling; the opening will mark that.',
    below: 'Below the least discount; the opening will mark that.',
    percentAsked: 'The % is missing. Do you mean:',
    ceiling: 'Ceiling: {amount}',
    noCeiling: 'No ceiling',
    least: 'Discount at least {amount}',
    noLeast: 'No least discount',
    unitsHelp: 'At most {n} decimals each; nothing is rounded.',
    units: 'Unit prices',
    unitsNeeded: 'At least one unit price is needed',
    unitName: 'Unit {n}',
    unitPrice: 'Price of unit {n} (yuan)',
    unitAdd: 'Add a unit price',
    items: 'Further items that are read out',
    itemsHelp: 'Time, quality, project manager …; published with the price at the opening.',
    itemName: 'Item {n}',
    itemValue: 'Value of item {n}',
    itemAdd: 'Add an item',
    documents: 'Documents',
    documentAdd: 'Choose documents',
    documentsHelp: 'At most 63, 1 GiB in all; sealed with the price, not published at the opening.',
    documentsSum: 'documents: {n}, {size}',
    documentsEmpty: 'Empty (0 bytes), so not taken: {names}. Choose the right file, or leave it out.',
    tooLarge: 'The documents exceed 1 GiB and cannot be sealed.',
    remove: 'Remove {what}',
    removeShort: 'Remove',
  },
  check: {
    title: 'Check everything before it is sealed',
    help: 'What is sealed cannot be changed; until the deadline it can be replaced or withdrawn.',
    yes: 'It is right: seal',
    session: 'Session',
    tender: 'Tender number',
    lot: 'Lot {lot}: {title}',
    code: 'Credit code',
    none: '(nothing)',
    price: { Amount: 'Total', Rate: 'Rate', Discount: 'Discount', UnitPrices: 'Total' },
    distance: 'Distance to the bound',
    ceiling: 'the ceiling',
    least: 'the least discount',
    equal: 'the same as {bound}',
    below: '{amount} below {bound} (about {part}%)',
    above: '{amount} above {bound} (about {part}%)',
    belowShare: '{amount} below {bound}',
    aboveShare: '{amount} above {bound}',
    points: '{n} percentage points',
    listed: '{name}: {value}',
    document: '{name} · {size} · {type}',
    otherType: '{ending}, not PDF',
    unknownType: 'unknown type, not PDF',
    noDocuments: 'No documents',
    noDocumentsHelp: 'There are no documents: the price form alone is sealed.',
    zero: 'The price is 0; the opening will mark that.',
    allOff: 'A discount of 100% is a price of 0; the opening will mark that.',
    moreThanAll: 'A discount above 100% is a price below 0; the opening will mark that.',
    small: 'Less than 1%: make sure that 98.5% was not written as 0.985%.',
    zeroUnits: 'Unit prices of 0: {names}. The opening will mark that.',
    noWords: 'The price is not written in words.',
    notPdf: 'Not PDF (the content does not begin with %PDF): {names}. Make sure that these are the right files.',
    twice: '"{name}" has the same content as "{other}"; was it chosen twice?',
  },
  fault: {
    notACode: 'Not a unified social credit code: 18 characters, the last of which checks the others',
    required: 'Please fill in',
    tooLong: 'Too long',
    notAPrice: 'An amount with at most two decimals, such as 1,234,567.89',
    notAShare: 'Per cent with at most four decimals, such as 98.5%',
    notYuan: 'Write yuan in full, not 万元 or 亿元: 1,234,500 for 123.45 万元',
    negative: 'A price is not below zero',
    grouping: 'Three digits behind each comma, such as 1,234.00, or no comma',
    noPercent: 'Write the %, such as 98.5%',
    decimals: 'At most two decimals; nothing is rounded',
    shareDecimals: 'At most four decimals; nothing is rounded',
    unitDecimals: 'Unit prices of this lot have at most {n} decimals',
    tooLarge: 'Too large',
  },
  kit: {
    why:
      'The submission kit is the only way to replace or withdraw this bid: ' +
      'the platform does not know whose bid is whose, and nobody can issue it again. ' +
      'Keep it in a safe place and give it to nobody.',
    save: '1. Download the submission kit',
    back: '2. Choose the saved file back and start sending',
    backHelp:
      'The file is compared with the kit byte for byte, and sending begins only when they are the same: ' +
      'a download may be blocked, go elsewhere or stay incomplete, and a withdrawal would find that out too late. ' +
      'The file is compared in this page and not sent.',
    wrong: {
      none: '"{name}" is no submission kit',
      otherLot: '"{name}" is the kit of another session or lot',
      otherBid: '"{name}" is the kit of another bid of this lot',
      otherRevision: '"{name}" is the kit of revision {revision} of this bid; revision {wanted} is needed',
      changed: '"{name}" is the kit of this bid, and its content is not the same: it was changed or is incomplete',
    },
    saved: 'The same as the kit, byte for byte.',
    done: 'The submission kit is saved.',
    again: 'Download the kit again (with acknowledgement and receipt)',
    open: 'Open the submission kit',
    openHelp: 'Choose the .kit file that you saved (the newest revision).',
    fetch: 'Does your kit lack acknowledgement or receipt?',
    fetchHelp:
      'The kit is enough: the platform is asked for both, they are checked against the lock that the kit names, ' +
      'and a complete kit is downloaded. Before and after the deadline and the opening, without signing in.',
    fetching: 'Asking the platform …',
    fetched: 'Checked: acknowledgement and receipt stand in the kit that was downloaded.',
    complete: 'Put the receipt into the kit',
    completeHelp: 'Open the kit that you saved; a file with acknowledgement and receipt is downloaded.',
  },
  sent: {
    title: 'Sent',
    gone: 'Withdrawal',
    earlier: 'An earlier revision',
    notYet: 'Not yet delivered.',
    notYetHelp:
      'The platform has not acknowledged it yet and is being asked. ' +
      'Keep the page open, and do not take it for delivered before that is known.',
    asking:
      "Everything was sent and the platform's answer was lost on its way. The page finds out whether it arrived; " +
      'until then it is neither delivered nor late.',
    sending: 'Sending {done} of {of}',
    waiting: 'The line is broken; trying again by itself. Keep the page open, or reload it and go on.',
    pace: '{speed}/s · about {left} left',
    still: 'nothing moves',
    noPace: 'unknown',
    tight: 'Time is short: {need} more at this speed, {left} to the deadline.',
    late: 'At this speed it will not be in time: {need} more, {left} to the deadline.',
    hurry: 'Take a faster line (after a reload it goes on where it stopped), or call the tenderer.',
    arrived:
      'Sending has stopped. At the deadline {done} of {of} had arrived; a bid that is not whole is not delivered.',
    call: 'If you doubt it, call the host {host} at once and name the fingerprint {entry} of the bid.',
    arrival: 'Arrival (Beijing time)',
    revision: 'Revision',
    entry: 'Fingerprint of the bid',
    withdrawal: 'Fingerprint of the withdrawal',
    revocation: 'Fingerprint of the revocation',
    retry: 'Go on sending',
  },
  paper: {
    print: 'Print the receipt',
    title: 'Receipt of a bid',
    withdrawal: 'Receipt of a withdrawal',
    submission: 'Submission',
    place: 'Place in the log',
    lines: 'Head of the log as the trustees witnessed it, and their signatures',
    how: 'How to verify it',
    kit: 'The receipt itself is in the submission kit (.kit) that holds it; this sheet is for reading and filing.',
    archive: 'After the opening download the archive in the hall; take the trust file from the tender notice.',
    verify:
      'Verify with the command line: if this bid is missing in the list of the opening the check fails, ' +
      'and the receipt convicts the platform.',
    printed: 'Printed at {time} (Beijing time)',
  },
  // What became of one's own bid: a sentence for each state, and what it means.
  fate: {
    notInTime: {
      what: 'It did not arrive in time.',
      help: 'Nothing is taken after the deadline, and this bid is not opened. Keep the file and its kit.',
    },
    logged: {
      what: 'Logged, awaiting witnesses.',
      help:
        'The platform signed the time of arrival; the receipt appears here when the trustees have witnessed it. ' +
        'You may close the page and look again later.',
    },
    received: {
      what: 'Received; the receipt holds. Waiting for the opening.',
      help:
        "This page checked it against the lock of the sealing: the trustees' signatures prove that this sealed " +
        'bid was logged in time.',
    },
    superseded: {
      what: 'Revision {own} counts no more.',
      help:
        'Revision {newest}, a replacement or a withdrawal, was sent from elsewhere. Revision {own} was received ' +
        'and will not be opened. Use the kit of revision {newest}.',
    },
    withdrawing: {
      what: 'The withdrawal is logged, awaiting witnesses.',
      help: 'The platform signed its time of arrival; the receipt appears here when the trustees have witnessed it.',
    },
    withdrawn: {
      what: 'Withdrawn.',
      help: 'The withdrawal was logged before the deadline, and the bid is not opened.',
    },
    revoked: {
      what: 'Revoked.',
      help: "The revocation stands publicly in the opening's log; this bid will not be opened. Keep the statement.",
    },
    staysSealed: {
      what: 'Not opened: it stays sealed.',
      help: 'There are too few bids. Yours arrived in time; it is not opened and no name is published.',
    },
    replaced: {
      what: 'Another revision was opened.',
      help: 'Revision {own} was replaced and not opened; number {number} of the list is the one that was.',
    },
    opened: { what: 'Opened.', help: 'This revision was opened; it is number {number} of the list.' },
    unreadable: {
      what: 'It could not be opened.',
      help: 'This revision is number {number} of the list and could not be opened: {fault}. Ask the host.',
    },
    notListed: { what: 'Not opened.', help: 'This bid is not in the list.' },
  },
  own: {
    title: 'My bid',
    revoked: 'This bid was revoked after the deadline and is not opened.',
    withdrawn: 'This bid was withdrawn before the deadline and is not opened.',
    staysSealed: 'Too few bids: the lot is not opened, and your bid stays sealed.',
    notInTime: 'This bid did not arrive before the deadline and is not in the list.',
    notListed: 'This bid is not in the list: it did not arrive in time, or it was withdrawn.',
    superseded: 'A newer revision took the place of this one, which is not opened.',
    replaced: 'Below stands another revision of this bid, which was opened, and not the one that you look at.',
    number: 'Number',
    price: 'Price',
    marks: 'Marks',
    state: 'State',
    attended: 'signed in',
    notAttended: 'not signed in',
    confirmed: 'confirmed',
    notConfirmed: 'not confirmed',
    help:
      'Signing in, confirming and objecting are signed with your certificate or the kit and stand publicly in the ' +
      "opening's log.",
    orKit: 'If the certificate has ended or is not at hand, sign with the kit below.',
    kitAlso: 'Without a certificate the kit of this bid signs, also when the certificate has ended.',
    attend: 'Sign in to the opening',
    confirm: 'Confirm the results',
    confirmHelp:
      'You confirm everything that was read out of this lot (bids: {n}), not your row alone. After the conclusion ' +
      'the record is made from it and says that you confirmed.',
    objection: 'Raise an objection',
    question: 'Ask a question',
    object: 'Sign and object',
    ask: 'Sign and ask',
    letters: '{n} of {most} letters',
    answer: 'Answer: ',
    open: 'open',
    over: 'The session is concluded.',
    needsPerson: 'Choose certificate and key above first.',
    kitHelp: 'The owner of this bid is not proved, so its kit signs.',
    find:
      'This browser holds no bid of this lot: it was sent from another browser or the command line, or the data of ' +
      'this site were cleared. Open the submission kit to find your row.',
  },
} satisfies typeof zh;
