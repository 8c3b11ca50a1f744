// What a call wanted, told by its address: a refusal is worded by what was wanted and why it was not done.

export const wishes = [
  'signInLink',
  'signInPassword',
  'signInCertificate',
  'publish',
  'lock',
  'send',
  'withdraw',
  'act',
  'sit',
  'room',
  'record',
  'score',
  'call',
  'people',
  'look',
] as const;
export type Wish = (typeof wishes)[number];

const table: readonly (readonly [RegExp, Wish])[] = [
  [/^\/api\/sign-in\/token$/, 'signInLink'],
  [/^\/api\/sign-in\/password(\/change)?$/, 'signInPassword'],
  [/^\/api\/sign-in\/(challenge|certificate|bid)$/, 'signInCertificate'],
  [/^\/api\/sessions\/[^/]+\/lots\/[^/]+\/lock$/, 'lock'],
  [/^\/api\/(sessions\/[^/]+\/lots\/[^/]+\/)?uploads(\/|$)/, 'send'],
  [/^\/api\/sessions\/[^/]+\/lots\/[^/]+\/withdrawals$/, 'withdraw'],
  [/^\/api\/(sessions\/[^/]+\/acts|draws\/[^/]+\/again)$/, 'act'],
  [/^\/api\/(sign-in\/seat|rooms\/[^/]+\/keys)$/, 'sit'],
  [/^\/api\/rooms\/[^/]+\/(acts|reviews|sheets|bookmarks(\/|$))/, 'room'],
  [/^\/api\/(sessions\/[^/]+\/record|rooms\/[^/]+\/report)(\/attributes)?$/, 'record'],
  [/^\/api\/score(\/terms)?$/, 'score'],
  [/^\/api\/rooms\/[^/]+\/media(\/|$)/, 'call'],
  [/^\/api\/(people(\/|$)|me\/key$)/, 'people'],
];

const publications = ['/api/sessions', '/api/draws', '/api/draws/external', '/api/rooms', '/api/rooms/draft'];

/** A POST to the list of sessions, of draws, or of rooms, publishes one; whatever else is not named only looks. */
export function wishOf(method: string, path: string): Wish {
  const plain = path.split('?')[0]!;
  if (method === 'POST' && publications.includes(plain)) return 'publish';
  return table.find(([pattern]) => pattern.test(plain))?.[1] ?? 'look';
}
