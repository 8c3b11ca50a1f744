// What the list of sessions is asked for, as it stands in the page's address and in the platform's
// (docs/spec/http.md, "Sessions").
import type { LocationQuery } from 'vue-router';
import { day } from '../format';

export const states = ['running', 'failed', 'concluded', 'sealed'] as const;

export interface Query {
  text: string;
  /** Days in Beijing, "2026-12-01"; empty where there is no bound. */
  from: string;
  until: string;
  state: (typeof states)[number] | '';
  /** From 1. */
  page: number;
}

export const linesOnPage = 12;
const mostPages = 10_000;
const mostLetters = 100;
const dayMs = 86_400_000;

/** An address may hold anything: whatever is no query is left out. */
export function readQuery(query: LocationQuery): Query {
  const text = (key: string) => (typeof query[key] === 'string' ? (query[key] as string) : '');
  const page = /^[1-9][0-9]{0,4}$/.test(text('page')) ? Number(text('page')) : 1;
  return {
    text: text('text').slice(0, mostLetters),
    from: dayOf(text('from')),
    until: dayOf(text('until')),
    state: states.find(state => state === text('state')) ?? '',
    page: Math.min(page, mostPages),
  };
}

/** The same for an address: what says nothing does not stand there. */
export function addressOf(query: Query): Record<string, string> {
  const { text, from, until, state, page } = query;
  const all = { text: text.trim(), from, until, state, page: page > 1 ? String(page) : '' };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

export const isSearch = ({ text, from, until, state }: Query): boolean =>
  [text.trim(), from, until, state].some(word => word !== '');

export const areDaysWrong = ({ from, until }: Query): boolean => from !== '' && until !== '' && from > until;

/** The platform's address of a page of the search, with one line more than is shown. */
export function searchPath(query: Query): string {
  const asked = new URLSearchParams(paging(query.page));
  if (query.text.trim()) asked.set('text', query.text.trim());
  if (query.state) asked.set('state', query.state);
  if (query.from) asked.set('from', String(startOf(query.from)));
  if (query.until) asked.set('until', String(startOf(query.until) + dayMs * 1000));
  return `/api/sessions?${asked}`;
}

/** Everything from today on; whatever was not ended before; a page of what was before. */
export function overviewPaths(nowMs: number, page: number): { today: string; open: string; earlier: string } {
  const today = String(startOf(day(nowMs)));
  return {
    today: `/api/sessions?${new URLSearchParams({ from: today })}`,
    open: `/api/sessions?${new URLSearchParams({ until: today, state: 'running' })}`,
    earlier: `/api/sessions?${new URLSearchParams({ until: today, ...paging(page) })}`,
  };
}

const paging = (page: number) => ({ most: String(linesOnPage + 1), skip: String((page - 1) * linesOnPage) });

// Beijing's midnight, UTC microseconds; it has known no other offset since 1991.
const startOf = (text: string): number => Date.parse(`${text}T00:00:00+08:00`) * 1000;

// A day of before 1970 or behind 2^53 microseconds is none that a session may have.
function dayOf(text: string): string {
  if (!/^(19[7-9]|2[01])[0-9]{1,2}-[0-9]{2}-[0-9]{2}$/.test(text)) return '';
  const start = Date.parse(`${text}T00:00:00+08:00`);
  return start > 0 && day(start) === text ? text : '';
}
