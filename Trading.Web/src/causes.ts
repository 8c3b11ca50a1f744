// Causes in the stream as keys of words. A cause that has no word of its own is told as unknown; the log keeps it as it
// stands.

const ofBid: Record<string, string> = {
  PointInvalid: 'PointInvalid',
  SecondSecretWrong: 'SecondSecretWrong',
  CommitmentMismatch: 'CommitmentMismatch',
  RootMismatch: 'RootMismatch',
  TagMismatch: 'TagMismatch',
  PaddingInvalid: 'PaddingInvalid',
  'stored bytes: Missing': 'storedMissing',
  'stored bytes: Damaged': 'storedDamaged',
};

/** Why a bid could not be opened (docs/spec/feed.md, `BidUnreadable`). */
export const causeKey = (cause: string): string => `cause.${own(ofBid, cause) ?? 'unknown'}`;

const ofCeremony: Record<string, string> = {
  WrongCount: 'platform',
  OwnMessageChanged: 'platform',
  CommitmentMismatch: 'message',
  Malformed: 'message',
  WrongPolynomialLength: 'message',
  InvalidPoint: 'message',
  InvalidPossession: 'message',
  UndecryptableShare: 'share',
  WrongShare: 'share',
  Inconsistent: 'sums',
  WrongSignature: 'transcript',
  WrongTranscript: 'transcript',
  'The deadline came before the lock.': 'deadline',
};

/**
 * Why there is no lock (`CeremonyFailed`). Under policies of version 1 the name of who complains stands before the
 * cause.
 */
export const ceremonyKey = (cause: string): string =>
  `ceremonyCause.${own(ofCeremony, cause) ?? own(ofCeremony, cause.slice(cause.lastIndexOf(': ') + 2)) ?? 'unknown'}`;

/** Every cause that has words, as the stream says it. */
export const knownCauses = { bid: Object.keys(ofBid), ceremony: Object.keys(ofCeremony) };

const own = (table: Record<string, string>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
