import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readJson, type Json } from '../src/exact';
import type { FeedEvent } from '../src/follow';

const folder = fileURLToPath(new URL('../../tests/vectors/', import.meta.url));

/** A file of tests/vectors, its whole numbers exact. */
export function vector<T>(path: string): T {
  return readJson(readFileSync(folder + path, 'utf8')) as T;
}

export function names(path: string): string[] {
  return readdirSync(folder + path)
    .map(file => file.replace(/\.json$/, ''))
    .sort();
}

export interface SessionVector {
  name: string;
  events: string[];
  snapshots: { height: number; session: { [key: string]: Json } }[];
}

export function streamOf(vector: SessionVector): FeedEvent[] {
  return vector.events.map((e, h) => ({ h, e }));
}
