import { call, getJson, postJson } from '../api';
import { toBase64, type Bytes } from '../seal/bytes';

// Accounts of staff and the right to publish, as docs/spec/http.md ("People") has them. Times are UTC microseconds,
// keys are points of 65 bytes in base64.

export interface Account {
  user: string;
  name: string;
  roles: GlobalRole[];
  key: string | null;
  isDisabled: boolean;
  isLocked: boolean;
  mustChange: boolean;
  createdAt: number;
}

export interface Right {
  name: string;
  user: string | null;
  key: string | null;
  givenAt: number;
  givenBy: string;
  /** Null while it holds. */
  takenAt: number | null;
}

export interface OfficeAct {
  at: number;
  by: string;
  act: string;
  about: string;
  detail: string;
}

/** A password that is shown this once; both null where it was told before. */
export interface OneTime {
  user: string;
  oneTimePassword: string | null;
  endsAt: number | null;
}

export type GlobalRole = 'Manager' | 'Supervisor';

/** What a manager is about to do. Each is looked at a second time before it is done. */
export type Deed =
  | { act: 'make'; user: string; name: string; roles: GlobalRole[] }
  | { act: 'reset-password' | 'disable' | 'enable' | 'unbind-key'; user: string }
  | { act: 'roles'; user: string; roles: GlobalRole[] }
  | { act: 'give-publishing'; name: string; to: { user: string } | { certificate: Bytes; subject: string } }
  | { act: 'take-publishing'; name: string };

/** Everything that the page shows. A supervisor may not list accounts: then they are null. */
export interface Office {
  accounts: Account[] | null;
  rights: Right[];
  acts: OfficeAct[];
}

export async function readOffice(isManager: boolean): Promise<Office> {
  const [accounts, rights, acts] = await Promise.all([
    isManager ? getJson<Account[]>('/api/people') : null,
    getJson<Right[]>('/api/people/publishers'),
    getJson<OfficeAct[]>('/api/people/acts'),
  ]);
  return { accounts, rights, acts: acts.reverse() };
}

/** Does it; the answer is a new password where the deed makes one. */
export async function carryOut(deed: Deed): Promise<OneTime | null> {
  switch (deed.act) {
    case 'make':
      return postJson<OneTime>('/api/people', { user: deed.user, name: deed.name, roles: deed.roles });
    case 'reset-password':
      return postJson<OneTime>(`/api/people/${deed.user}/password`, {});
    case 'disable':
    case 'enable':
      return postJson(`/api/people/${deed.user}/${deed.act}`, {});
    case 'roles':
      return postJson(`/api/people/${deed.user}/roles`, { roles: deed.roles });
    case 'unbind-key':
      await call(`/api/people/${deed.user}/key`, { method: 'DELETE' });
      return null;
    case 'give-publishing':
      return postJson('/api/people/publishers', {
        name: deed.name,
        ...('user' in deed.to ? { user: deed.to.user } : { certificate: toBase64(deed.to.certificate) }),
      });
    case 'take-publishing':
      return postJson('/api/people/publishers/take-back', { name: deed.name });
  }
}

/** Accounts whose user or name has the text in it. */
export function found(accounts: Account[], text: string): Account[] {
  const wanted = text.trim().toLowerCase();
  return accounts.filter(a => a.user.includes(wanted) || a.name.toLowerCase().includes(wanted));
}

/** What an account is, in the order in which it matters; the keys of its words. */
export function stateOf(account: Account): 'disabled' | 'locked' | 'mustChange' | 'active' {
  if (account.isDisabled) return 'disabled';
  if (account.isLocked) return 'locked';
  return account.mustChange ? 'mustChange' : 'active';
}

/** Every act that the server notes (Trading.Server/People). */
export const knownActs = [
  'make',
  'reset-password',
  'put-password',
  'roles',
  'disable',
  'enable',
  'bind-key',
  'unbind-key',
  'give-publishing',
  'take-publishing',
] as const;

/** A user as the server takes one; names and everything else it judges itself. */
export const isUser = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(text);
export const isName = (text: string): boolean => {
  const count = [...text].length;
  return count > 0 && count <= 100 && text.trim() === text && !/\p{Cc}/u.test(text);
};
