/** Words of the pages that import a draw of another system, sign it, and hand in its paper. */
export default {
  title: 'Import a draw made elsewhere',
  lead:
    "Where another system draws the experts (a province's), its signed paper is copied here: host and supervisor " +
    'sign together, and the gate knows whoever arrives by a hash. The paper itself holds every name and comes last.',
  ask: 'Import a draw made elsewhere',
  toSign: "I am the supervisor: sign a host's file",
  step: {
    person: "Who you are: the host's certificate and key",
    trust: 'Trust file: platform and gate',
    form: 'Copy the paper',
    signature: "Keep the salt, get the supervisor's signature",
    publish: 'Publish',
  },
  right: {
    held: 'You publish as "{name}"',
    none: 'You have no right to publish yet.',
    noneNext: 'Ask a manager of the platform to give it to your certificate; print of its key: {print}.',
  },
  form: {
    goOn: 'Open an import file (.import)',
    goOnHelp:
      'A file that the host signed, on this page or with trading import-draw, also after the supervisor signed it. ' +
      'Without one, fill in the form.',
    fill: 'Fill in from a draw file (.json)',
    fillHelp: 'The file of trading import-draw --file. You may as well type.',
    elsewhere: 'The paper',
    systemHelp: 'As the paper has it.',
    drawnAt: 'When the other system drew (Beijing time)',
    experts: 'Experts drawn (an identity number on each line)',
    expertsHelp: 'One for each seat. They become salted hashes in this page: never sent, and kept in no draft.',
    table: 'Fill in from a table of persons (.csv)',
    tableHelp: 'With a header name,id and a row for each expert. Names are for you to compare, and are not taken.',
    paper: 'Choose the signed paper (PDF)',
    paperHelp: 'At most 8 MiB. Its hash alone is taken now; the paper is handed in when nobody is expected any more.',
    sessionHelp:
      'Only sessions that you host, or whose agent or buyer you are. Avoidance is up to the other system; whoever ' +
      'attended the opening leaves at the gate.',
    avoid: 'Avoidance',
    people: 'Who supervises',
    supervisorHelp:
      'The supervisor signs with you and answers for what was copied; nobody else sees names of experts who arrived. ' +
      'Another person than you.',
    check: 'Check',
    publishHelp:
      'Nothing can be changed afterwards. For whoever has to avoid the other system draws again: import that.',
  },
  signed: '{system}, number {number}: signed by the host.',
  salt: {
    title: '1. Keep the salt',
    help:
      'The salt is what hashes of identity numbers are compared with, and the paper cannot be handed in without it, ' +
      'ever. Keep it as you keep your key.',
    save: 'Save {name}',
    choose: 'Choose the saved salt',
    chooseHelp: 'Choose {name} again: then it is known to be safe.',
    oldHelp: 'The salt that was saved when this file was signed, such as {name}.',
    pick: 'Choose the salt (.salt)',
    good: 'This is the salt of the import.',
  },
  second: {
    title: "2. The supervisor's signature",
    help:
      'Give the import file and the salt to the supervisor (not in one message). The supervisor compares them with ' +
      'the paper, signs on the page for it or with trading sign-import, and gives the file back. It holds no ' +
      'identity number and no salt.',
    save: 'Save {name}',
    back: 'Choose the file that the supervisor signed',
    backHelp: "The supervisor's signature alone is taken from it: everything else has to be what you signed.",
    here: 'The supervisor is beside you: sign on this machine',
    hereHelp:
      'Having looked at the paper and at what stands above, the supervisor chooses the own certificate and key. ' +
      'The key is used for this one signature.',
    good: 'The supervisor has signed.',
  },
  confirm: {
    title: {
      host: 'Look again before you sign',
      supervisor: 'Look again before you sign',
      publish: 'Look again before it is published',
    },
    yes: { host: 'Sign', supervisor: 'Sign and save the file', publish: 'Publish' },
    hidden: {
      host: 'Nothing is sent when you sign.',
      supervisor: 'You answer with the host for what was copied. Nothing is sent when you sign.',
      publish:
        'What is published holds no identity number and no name. The salt is in a box that the gate alone opens.',
    },
    experts: 'Experts',
    expertLine: 'Number {n} · identity number ends with {last}',
    hashes: '{n}, as hashes',
    paper: 'The paper (size and hash)',
    host: "Print of the host's key",
    gate: 'Gate',
  },
  sign: {
    title: 'Sign the import of a draw made elsewhere',
    lead:
      'The supervisor compares what the host copied with the paper, and signs. This page sends nothing and needs no ' +
      'sign-in.',
    file: 'The file that the host signed',
    choose: 'Choose the import file (.import)',
    chooseHelp: 'The host writes it on the page for imports or with trading import-draw.',
    paper: 'Compare with the paper',
    paperHelp:
      'Copy the identity numbers from the paper yourself: each is compared with what the host copied, and any ' +
      'difference is told.',
    paperChooseHelp: 'Compared with the hash that the host signed.',
    saltHelp: 'The salt from the host, which identity numbers are compared with.',
    expertsHelp: 'One for each seat, in any order. Used in this page alone.',
    compare: 'Compare',
    compared: 'Paper, salt and every identity number are what the host copied.',
    person: "Who you are: the supervisor's certificate and key",
    sign: 'Sign',
    done: 'Signed, and the file is saved. Give it back to the host, who publishes it.',
  },
  handIn: {
    title: 'Hand in the paper',
    to: 'Hand in the paper',
    lead: 'Nobody is expected any more: host or supervisor hand in the signed paper and the salt, for later checks.',
    own: 'This platform drew here itself: there is no paper.',
    ahead: 'Experts are still expected. The paper holds every name, so it comes when nobody is expected any more.',
    buyers: "Not all of the buyer's representatives are here: the platform may take the paper when the door is closed.",
    paperHelp: 'The very file that was signed at the import.',
    saltHelp: 'The salt that was saved at the import.',
    sending: 'Handing in',
    send: 'Hand in',
  },
  away: {
    stay: 'Stay on this page',
    unsaved: {
      title: 'The salt is not known to be safe',
      lost: 'The salt is in this page only: it is gone when you leave, and everything is copied and signed again.',
      go: 'Give up this import and leave',
    },
    unsent: {
      title: 'The import is not published',
      lost: 'With the saved import file and salt you go on here later; what was not saved has to be signed again.',
      go: 'Leave and publish later',
    },
    typed: {
      title: 'Nothing is signed yet',
      lost: 'Identity numbers are kept in no draft: after leaving they have to be typed again.',
      go: 'Leave',
    },
  },
  trouble: {
    key: 'What stands in the draw file as "{key}" cannot be taken',
    own: 'A draw made elsewhere has no "{key}": the other system answers for it',
    otherSession: 'The session in the draw file is not yours: the form now names none',
    notJson: 'This is no draw file (JSON)',
    notImport: 'This is no import file, or not a whole one',
    untrusted: 'Platform or gate of the import file do not stand in your trust file',
    gates: 'The rules do not let this import stand',
    signature: 'A signature in the import file does not hold',
    noHost: 'The host has not signed yet',
    unsigned: "The supervisor's signature is not in the file",
    otherHost: 'You have not signed this file',
    otherImport: 'This is another import than the one you signed',
    otherSupervisor: 'This is not the certificate of the supervisor whom the import names; print of that key: {print}',
    neither: 'Host or supervisor of this import hand in the paper',
    salt: '"{name}" is not the salt of this import',
    noSalt: 'The salt is not chosen yet',
    paperLarge: 'The paper is larger than 8 MiB',
    notPdf: '"{name}" is no PDF',
    otherPaper: '"{name}" is not the paper that was signed at the import',
    noPaper: 'The paper is not chosen yet',
    otherExperts: 'The identity numbers differ from what the host copied',
  },
  table: {
    large: 'The table has {size}; at most {most} are taken',
    header: 'The header has to be the two columns name,id',
    cells: 'Line {line} needs two cells',
    quote: 'A quotation mark stands wrong in line {line}',
    name: 'There is no name in line {line}',
    id: 'Line {line} holds no valid identity number',
    twice: 'The identity number of line {line} stands twice',
  },
  next: {
    file: 'Choose the .import file that the host wrote on the page for imports or with trading import-draw.',
    anew: 'Do not sign; the host copies and signs again.',
    salt: 'Choose the .salt file that was saved at the import.',
    smaller: 'Scan it with fewer points and choose it again.',
    paper: 'Choose the very PDF that the other system printed and people signed.',
    mend: 'Correct the file and choose it again, or type into the form.',
    table: 'Correct the table and choose it again, or type into the form.',
    sign: 'Let the supervisor sign on the page for it, and choose the file that comes back.',
    compare: 'Compare each with the paper; where the host copied wrongly, the host copies and signs again.',
  },
};
