import type zh from './person.zh';

export default {
  choose: 'Choose certificate and key files', help: 'Choose two files together: the private key (.key) and the certificate (.der), as trading keygen makes them. The key is used in this page only: it is never sent and cannot be read out again.',
  signingIn: 'Signing in …', until: 'certificate valid until {time}', change: 'Change', rule: 'Rule: ', nextStep: 'Next: ',
  comma: ' · ',
  step: { done: 'done', now: 'present step', ahead: 'not yet' },
  trustChoose: 'Choose the trust file', trustHelp: 'It lists the public keys of the platform, the trustees and the certificate authorities. Take it from the tender notice, not from the platform.', trustDemo: 'Use the platform\'s own trust file (demonstration)',
  trustSelf: 'A trust file from the platform itself proves only that the platform agrees with itself, not that the lock is not its own. For a real bid use one that you obtained elsewhere.', trustHolds: 'The trust file is valid: {n} trustees ({names})',
  trouble: {
    fileEmpty: '“{name}” is empty (0 bytes)', fileMarked: '“{name}” begins with a byte order mark (BOM), which some editors add', fileNotUtf8: '“{name}” is not UTF-8; it may be GBK',
    noLock: 'The lock was not checked yet',
    unknown: 'Something unexpected went wrong', badAnswer: 'The platform\'s answer is not of the right form', keyTooLarge: 'The file is too large for a key or a certificate', key_noKey: 'The private key file is missing', key_noCertificate: 'The certificate file is missing', key_pem: 'The file is PEM; DER (binary) is needed here',
    key_keyUnreadable: 'The key file cannot be read: a P-256 private key (PKCS#8 DER) is needed', key_certificateUnreadable: 'The certificate cannot be read: a P-256 certificate (X.509 DER) is needed', key_notAPair: 'Key and certificate do not belong together',
    trustTooLarge: 'The file is too large for a trust file', trustEmpty: 'The trust file names no trustee', fields: 'Something in the form is missing or wrong', noRoom: 'The browser has too little room: {need} needed, {have} left',
    sealedGone: 'This browser no longer has the sealed file', notDelivered: 'The deadline has passed. The platform was asked: this bid did not arrive in time', notYetDelivered: 'The platform was asked: this bid was not delivered yet', notWithdrawn: 'The deadline has passed. The platform was asked: the withdrawal did not arrive in time, and the bid stands',
    certificateEnded: 'The certificate of {name} ended at {until} (Beijing time); nobody signs in with it any more', certificateNotYet: 'The certificate of {name} begins at {from} (Beijing time); nobody signs in with it yet', ack_unreadable: 'The acknowledgement cannot be read', ack_unsigned: 'The acknowledgement is not signed by the platform of the trust file', ack_another: 'The acknowledgement is for another entry', receipt: 'The receipt does not hold: {verdict}',
    notAKit: 'This is no submission kit', kitOfAnother: 'This kit belongs to another bid or lot', kitUnreadable: 'The key in the kit cannot be read', roleCertificate: 'The certificate of “{name}” cannot be read: a P-256 certificate (DER) is needed', noUser: 'Enter user name and password',
  },
  trust: { line: 'Line {line} of the trust file is not a platform, trustee or ca line', end: 'The last line of the trust file does not end', order: 'The lines of the trust file are not sorted by their bytes', name: 'Line {line} of the trust file: the name is not valid or stands twice', key: 'Line {line} of the trust file: the key or certificate is not valid', size: 'The trust file is too large' },
  lock: { policy: 'The lock\'s policy is not valid: {detail}', notCovered: 'The lock names a platform or a trustee that the trust file does not hold', unreadable: 'The lock certificate cannot be read', fault: 'The lock certificate does not hold: {detail} {trustee}', another: 'The platform answered with the lock of another session or lot', terms: 'the terms beside the lock are not those that it was made for' },
  seal: {
    name: 'The bidder\'s name has 1 to 500 letters', words: 'The amount in words is too long', units: 'Unit prices do not fit the price kind', unitName: 'A unit\'s name has 1 to 500 letters', items: 'The further items are out of their limits', certificate: 'The certificate is too large', tooLong: 'The form is too long ({detail} bytes): put long texts into documents',
    kit: 'The key in the kit cannot be read', documentChanged: 'A document was changed, moved or became unreadable while it was sealed', noRoom: 'The browser has no room left', readBack: 'The sealed file did not open when it was checked; nothing was sent ({detail})', worker: 'Sealing could not start ({detail})', tooLarge: 'Documents exceed the limits: at most 63, 1 GiB in all',
  },
  record: {
    room: 'Not signed: the draft has no empty room for a signature', form: 'Not signed: these are not the four signed attributes of a record', contentType: 'Not signed: the attributes are of another content type', messageDigest: 'Not signed: the digest is not that of this draft',
    signingTime: 'Not signed: the time is not that of the conclusion', certificate: 'Not signed: the certificate is not yours',
  },
  next: {
    'choose-another-file': 'choose the right file', 'save-as-utf8': 'save it as UTF-8 without BOM and choose it again', 'read-description': 'see /openapi/v1.json for what there is',
    'act-with-kit': 'sign attendance, objections and confirmation with the kit (.kit), which needs no sign-in; for a new bid get a valid certificate', 'bid-stands': 'the bid stands; giving it up after the deadline is a revocation, another declaration', 'send-the-bid': 'send the sealed file before the deadline',
    'do-not-sign': 'do not sign; keep the draft and tell the supervisor',
    'change-password': 'change the password first', 'prepare-session-again': 'publish the session again', 'sign-record': 'the host signs the record',
    'check-network': 'check the network and try again', 'get-trust-file': 'get the trust file from the tender notice again and keep it as it is', 'do-not-seal': 'do not seal; compare the trust file with the tender notice and tell the tenderer', 'correct-and-send-again': 'correct it and send it again', 'reload-session': 'reload the page', 'read-policy': 'read the rules of this session',
    'choose-documents-again': 'choose the documents again, then seal', 'free-room': 'free room on the disk or in the browser, or seal fewer documents', 'seal-again': 'seal again', 'check-submission-kit': 'check whether this is the right kit', 'choose-key-files': 'choose the .key and the .der file', 'choose-the-other': 'choose the other file as well',
    'keep-and-tell': 'keep the kit and tell tenderer and supervisor: the platform signed something that does not hold', 'choose-the-kit': 'choose the kit (.kit) of this bid', 'tell-the-agent': 'tell the agent', 'sign-in': 'sign in and try again', 'ask-for-a-new-challenge': 'sign in again', 'wait-for-lock': 'wait for the lock', 'keep-your-copy': 'keep your copy; nothing is taken after the deadline',
    'keep-the-first': 'what was accepted first stands', 'ask-the-host': 'ask the host', 'wait-for-opening': 'wait for the opening', 'upload-missing-parts': 'upload what is missing', 'seal-for-this-lot': 'seal again for this lot', 'seal-with-next-revision': 'replace with the newest kit', 'answer-objection': 'answer the objection first', 'sign-again': 'sign again',
    'correct-and-prepare-again': 'correct it and publish again', 'prepare-again': 'publish again', 'wait-for-deadline': 'wait for the deadline', 'wait-for-freeze': 'wait for the freeze', 'wait-for-release': 'wait for the release', 'finish-commits': 'wait until bids that arrived in time are processed', 'commit-again': 'send it again', 'send-the-declared-bytes': 'upload again',
    'wait-for-cosignatures': 'wait for the trustees', conclude: 'conclude the session first', 'order-late-freeze': 'host and supervisor order to go on',
  },
} satisfies typeof zh;
