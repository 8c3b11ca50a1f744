// Every call of the pool's pages. Whoever is signed in says so with the ticket (`ticket.ts`) and the cookie beside it.
import { call, getJson, postJson } from '../api';
import { dropTicket, keepTicket, type Ticket } from '../ticket';
import type { Draws } from './draws';
import {
  askOf,
  fieldsOf,
  type Expert,
  type ExpertEvent,
  type ExpertLine,
  type Query,
  type Typed,
  type Whole,
} from './experts';
import type { Import, ImportFault } from './importing';

export async function signIn(user: string, password: string): Promise<void> {
  keepTicket(await postJson<Ticket>('/api/sign-in/password', { user, password }));
}

export async function changePassword(user: string, password: string, newPassword: string): Promise<void> {
  keepTicket(await postJson<Ticket>('/api/sign-in/password/change', { user, password, newPassword }));
}

export async function signOut(): Promise<void> {
  try {
    await postJson('/api/sign-out', {});
  } finally {
    dropTicket();
  }
}

export const search = (query: Query): Promise<{ total: number; lines: ExpertLine[] }> =>
  postJson('/api/experts/search', askOf(query));

const pathOf = (number: string): string => `/api/experts/${encodeURIComponent(number)}`;

export const readExpert = (number: string): Promise<Whole> => getJson(pathOf(number));

export const readContacts = (number: string): Promise<{ id: string; phone: string }> =>
  postJson(`${pathOf(number)}/contacts`, {});

export const readEvents = (number: string, before?: number): Promise<ExpertEvent[]> =>
  getJson(`${pathOf(number)}/events${before === undefined ? '' : `?before=${before}`}`);

export const addExpert = (typed: Typed, reason: string): Promise<Expert> =>
  postJson('/api/experts', { number: typed.number.trim(), expert: fieldsOf(typed), reason });

export const changeExpert = (typed: Typed, version: number, reason: string): Promise<Expert> =>
  putJson(pathOf(typed.number), { version, expert: fieldsOf(typed), reason });

export const addAbsence = (number: string, said: { version: number; from: string; until: string; reason: string }) =>
  postJson<Expert>(`${pathOf(number)}/absences`, said);

export const withdrawAbsence = (number: string, id: number, said: { version: number; reason: string }) =>
  postJson<Expert>(`${pathOf(number)}/absences/${id}/withdraw`, said);

export const addAssessment = (
  number: string,
  said: { version: number; day: string; score: number; note: string; reason: string },
) => postJson<Expert>(`${pathOf(number)}/assessments`, said);

export interface Speciality {
  code: string;
  name: string;
}

export const readSpecialities = (): Promise<Speciality[]> => getJson('/api/specialities');

export const nameSpeciality = (code: string, name: string, reason: string): Promise<void> =>
  putJson(`/api/specialities/${encodeURIComponent(code)}`, { name, reason });

export interface PoolAct {
  number: number;
  at: number;
  by: string;
  act: string;
  reason: string;
  /** Names and texts; what they are called is in `pool.detail`. */
  details: Record<string, string | null>;
}

/** Every act that the pool notes beside those of experts (Trading.Pool). */
export const poolActs = ['import', 'export', 'speciality', 'manager', 'draw', 'conflicts'] as const;

export const readDraws = (): Promise<Draws> => getJson('/api/draws');

export const readActs = (): Promise<PoolAct[]> => getJson('/api/acts');

/** The whole pool as a table, contacts in the clear. */
export async function exportTable(reason: string, isChinese: boolean): Promise<Blob> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await call('/api/exports', { method: 'POST', headers, body: JSON.stringify({ reason, isChinese }) });
  return answer.blob();
}

export const sendTable = (file: Blob): Promise<Import> =>
  call('/api/imports', { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: file }).then(
    answer => answer.json() as Promise<Import>,
  );

export const newestImport = async (signal?: AbortSignal): Promise<Import | null> =>
  (await getJson<{ import: Import | null }>('/api/imports/newest', signal)).import;

export const readFaults = (id: string, skip: number): Promise<ImportFault[]> =>
  getJson(`/api/imports/${id}/faults?skip=${skip}`);

export const writeImport = (id: string, goodOnly: boolean, reason: string): Promise<Import> =>
  postJson(`/api/imports/${id}/write`, { reason, goodOnly });

export const cancelImport = (id: string): Promise<Import> => postJson(`/api/imports/${id}/cancel`, {});

async function putJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const text = await (await call(path, { method: 'PUT', headers, body: JSON.stringify(body) })).text();
  return (text === '' ? null : JSON.parse(text)) as T;
}
