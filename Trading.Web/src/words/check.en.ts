export default {
  title: 'Check this computer',
  lead:
    'Each line is tried as a bid would do it: a test file is sealed and written into the browser, ' +
    'the clock is compared, 1 MiB is sent. Nothing of it is kept.',
  verdict: {
    now: 'Checking, a moment please …',
    pass: 'This computer can bid',
    warn: 'This computer can bid; mind what stands below',
    fail: 'This computer cannot bid now; do what stands below',
  },
  state: { pass: 'passed', warn: 'mind', fail: 'failed', now: 'checking', ahead: 'waiting', choose: 'optional' },
  do: 'What to do: ',
  again: 'Check again',
  toHelp: 'Guide for bidders',
  chooseFile: 'Choose a document to read',
  line: {
    secure: {
      name: 'Secure connection',
      what: 'Browsers offer cryptography over https or on localhost only.',
      pass: 'The connection is right.',
      fail: 'Open the address that begins with https; the tender notice has it.',
    },
    crypto: {
      name: 'Cryptography',
      what: 'Keys of P-256, signatures and key encapsulation.',
      pass: 'Signing, verifying and encapsulating work.',
      fail: 'Update the browser (Chrome, Edge, Firefox or Safari of the last two years), or take another one.',
    },
    seal: {
      name: 'Sealing and storage',
      what: 'Seals a test file of 4 MiB in the background, writes it into the browser and opens it once.',
      pass: 'Sealed and opened, {speed} a second.',
      fail: 'Leave the private window, allow this site to keep data, update the browser, and check again.',
    },
    room: {
      name: 'Free room',
      what: 'The sealed file lies in the browser before it is sent; a bid has at most 1 GiB.',
      pass: 'The browser has {room} free.',
      warn: 'The browser has {room} free: a large bid may not fit. Free some disk, or leave the private window.',
      fail: 'The browser has only {room} left: free some disk, or leave the private window, and check again.',
    },
    clock: {
      name: 'Clock',
      what: "The server's time counts; the countdown on the pages follows it already.",
      pass: '{seconds} s away from the server, known to {error} ms.',
      warn:
        '{seconds} s away from the server: let the system set its clock by itself, ' +
        'and do not wait for the deadline by this clock.',
      fail: "The server's time could not be had: check the network, then check again.",
    },
    speed: {
      name: 'Upload',
      what: 'Sends 1 MiB of test data.',
      pass: '{speed} a second; a bid of 100 MiB takes about {minutes} min.',
      warn: 'Only {speed} a second; a bid of 100 MiB takes about {minutes} min. Send early, or take another network.',
      fail: 'Nothing could be sent: check network, proxy and firewall, then check again.',
    },
    file: {
      name: 'Reading a file',
      what:
        'Reads a document of yours to its end and sends nothing. ' +
        'Files on network or removable drives cannot always be read.',
      pass: '"{name}" ({size}) can be read to its end.',
      fail: '"{name}" ({size}) is empty or cannot be read to its end: copy it to the local disk and choose again.',
    },
  },
};
