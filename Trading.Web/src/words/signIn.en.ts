import type zh from './signIn.zh';

export default {
  title: 'Sign in',
  account: ', account {user}',
  kind: {
    Certificate: 'With a certificate',
    Password: 'With a password',
    Token: 'With a demonstration link',
    Trustee: 'Trustee',
    Office: 'Office of draws',
    Seat: 'signed in by the key of a seat',
    Bid: 'signed in by the key of a submission kit',
  },
  as: 'Signed in: {name}',
  until: 'until {time}',
  out: 'Sign out',
  home: "Today's openings",
  host: 'Host an opening',
  certificate: 'With a certificate',
  certificateHelp: 'For bidders, and staff with a certificate; the platform keeps no record of who signed in.',
  password: 'With a password',
  passwordHelp: 'For staff. Wrong passwords lock the account for a while.',
  user: 'User name',
  passwordField: 'Password',
  enter: 'Sign in',
  newPassword: 'New password',
  mustChange: 'This is a one-time password: choose a new one first (12 to 256 characters, not the old one).',
  people: 'People and rights',
  key: 'Certificate and key',
  keyBound: 'Bound, fingerprint ',
  keyHelp:
    "Once bound, signing in with this certificate has the account's role too; sessions know people " +
    'by their keys. To change it, a manager removes the first one.',
} satisfies typeof zh;
