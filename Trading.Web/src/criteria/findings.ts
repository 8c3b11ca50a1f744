import type { Unreadable } from './write';

// What is wrong, each at its place: what the server's check finds, and fields that it cannot be asked about before they
// can be read.

/** A fault of the terms as `POST /api/score/terms` tells it. */
export interface TermsFault {
  code: string;
  path: string;
  rule: string;
  detail: string;
  words: { zh: string; en: string };
}

export type Finding = ({ from: 'check' } & TermsFault) | ({ from: 'entry' } & Unreadable);

export function findingsOf(unreadable: readonly Unreadable[], faults: readonly TermsFault[]): Finding[] {
  return [
    ...unreadable.map(each => ({ from: 'entry' as const, ...each })),
    ...faults.map(each => ({ from: 'check' as const, ...each })),
  ];
}

export type Findings = ReadonlyMap<string, readonly Finding[]>;

export function byPath(findings: readonly Finding[]): Findings {
  const map = new Map<string, Finding[]>();
  for (const finding of findings) map.set(finding.path, [...(map.get(finding.path) ?? []), finding]);
  return map;
}

/** Of those that are there, the place that is nearest to a path: itself, or what it lies in. */
export function nearest(path: string, isThere: (path: string) => boolean): string | null {
  for (let at = path; at !== ''; at = at.replace(/(?:\.[^.[\]]*|\[\d+\]|^\$)$/, '')) if (isThere(at)) return at;
  return null;
}
