// Experts as docs/spec/pool.md has them. Pure: no browser, no network.

export const levels = ['Intermediate', 'Associate', 'Senior'] as const;
export const statuses = ['Admitted', 'Suspended', 'Blacklisted', 'Left'] as const;
export type Level = (typeof levels)[number];
export type Status = (typeof statuses)[number];

/** A line of the list. */
export interface ExpertLine {
  number: string;
  name: string;
  specialities: string[];
  level: Level;
  region: string;
  employer: string;
  status: Status;
  since: string;
  until: string | null;
}

/** An expert as a page shows it: of identity number and phone the last four letters. */
export interface Expert extends ExpertLine {
  version: number;
  idEnd: string;
  phoneEnd: string;
  employerCode: string;
  statusReason: string;
  /** UTC microseconds. */
  changedAt: number;
}

export interface Absence {
  id: number;
  from: string;
  until: string;
  isWithdrawn: boolean;
}

export interface Assessment {
  id: number;
  day: string;
  score: number;
  note: string;
}

export interface Whole {
  expert: Expert;
  absences: Absence[];
  assessments: Assessment[];
}

export interface FieldChange {
  field: string;
  from: string | null;
  to: string | null;
}

export interface ExpertEvent {
  version: number;
  /** UTC microseconds. */
  at: number;
  by: string;
  act: string;
  reason: string;
  changes: FieldChange[];
  import: number | null;
}

/** Every act that the pool notes of an expert (Trading.Pool). */
export const expertActs = ['add', 'edit', 'status', 'absence', 'absence-withdrawn', 'assessment'] as const;

/** The fields of a form, in the order of the table. */
export const fieldNames = [
  'number',
  'name',
  'id',
  'phone',
  'specialities',
  'level',
  'region',
  'employer',
  'employerCode',
  'status',
  'since',
  'until',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is typed: everything a text. */
export type Typed = Record<FieldName, string>;

export const blank: Typed = {
  ...(Object.fromEntries(fieldNames.map(name => [name, ''])) as Typed),
  level: 'Intermediate',
  status: 'Admitted',
};

/** An expert as it is edited: identity number and phone are typed anew, or kept by leaving them empty. */
export function typedOf(expert: Expert): Typed {
  const { number, name, level, region, employer, employerCode, status, since, until } = expert;
  const specialities = expert.specialities.join(' ');
  return {
    number,
    name,
    id: '',
    phone: '',
    specialities,
    level,
    region,
    employer,
    employerCode,
    status,
    since,
    until: until ?? '',
  };
}

/** What is sent of it. Codes stand between blanks, commas or semicolons, as people write them. */
export function fieldsOf(typed: Typed) {
  const specialities = codesOf(typed.specialities);
  const [id, phone] = [typed.id.trim().toUpperCase(), typed.phone.replace(/[\s-]/g, '')];
  return {
    name: typed.name.trim(),
    id,
    phone,
    specialities,
    level: typed.level,
    region: typed.region.trim(),
    employer: typed.employer.trim(),
    employerCode: typed.employerCode.trim().toUpperCase(),
    status: typed.status,
    since: typed.since,
    until: typed.until === '' ? null : typed.until,
  };
}

export const codesOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;，；、]+/)
    .filter(code => code !== '');

/** The fields in which two forms differ; blanks around a text are none. */
export function changed(before: Typed, after: Typed): FieldName[] {
  const plain = (typed: Typed, name: FieldName) =>
    name === 'specialities' ? codesOf(typed[name]).join(' ') : typed[name].trim();
  return fieldNames.filter(name => plain(before, name) !== plain(after, name));
}

/**
 * What was typed upon an expert that somebody else has changed meanwhile: the other's fields, and of this form those
 * that this person changed. Nothing typed is lost; `both` names the fields that both changed.
 */
export function rebase(
  before: Typed,
  typed: Typed,
  now: Typed,
): { typed: Typed; both: FieldName[]; theirs: FieldName[] } {
  const mine = changed(before, typed);
  const theirs = changed(before, now);
  const kept = Object.fromEntries(mine.map(name => [name, typed[name]]));
  return { typed: { ...now, ...kept }, both: mine.filter(name => theirs.includes(name)), theirs };
}

/** A fault of a field as the pool names it, by the name that the form knows. */
export interface FieldFault {
  field: FieldName | null;
  code: string;
  /** Number of the expert that has it already, or null. */
  other: string | null;
}

/** The faults that a refusal brings (`Problem.more`), whatever else it brings. */
export function faultsOf(more: Readonly<Record<string, unknown>>): FieldFault[] {
  if (!Array.isArray(more.faults)) return [];
  return (more.faults as Record<string, unknown>[]).map(({ field, code, other }) => ({
    field: fieldNames.find(name => name === fieldOf(field)) ?? null,
    code: String(code),
    other: typeof other === 'string' ? other : null,
  }));
}

/** `EmployerCode`, as the server says it, is `employerCode`. */
export const fieldOf = (word: unknown): string =>
  typeof word === 'string' && word !== '' ? word[0]!.toLowerCase() + word.slice(1) : '';

const mostReasonLetters = 500;

/** Whether a text says why. */
export const isReason = (text: string): boolean => text.trim() !== '' && [...text.trim()].length <= mostReasonLetters;

/** What the list is asked for. It never stands in an address: it may be an identity number. */
export interface Query {
  text: string;
  speciality: string;
  region: string;
  status: Status | '';
  page: number;
}

export const noQuery: Query = { text: '', speciality: '', region: '', status: '', page: 1 };
export const linesOnPage = 25;

export const isSearch = ({ text, speciality, region, status }: Query): boolean =>
  [text.trim(), speciality.trim(), region.trim(), status].some(word => word !== '');

/** The same for the pool: a whole identity number is looked for as one. */
export function askOf(query: Query) {
  const text = query.text.trim();
  const id = text.toUpperCase();
  const isId = /^[0-9]{17}[0-9X]$/.test(id);
  return {
    text: isId ? '' : text,
    id: isId ? id : '',
    speciality: query.speciality.trim().toUpperCase(),
    region: query.region.trim(),
    status: query.status || null,
    page: query.page,
  };
}
