import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextTick, shallowRef, watch } from 'vue';

// A list that is made anew at each look is never the list of before: what watches it is told whenever anything behind
// it changes, and where it changes that itself the page hangs.
const fresh = /watch\(\s*\(\)\s*=>\s*(\[|\(\{)/;
const src = new URL('../src/', import.meta.url).pathname;
const files = (readdirSync(src, { recursive: true }) as string[]).filter(name => /\.(vue|ts)$/.test(name));

describe('what is watched', () => {
  it('is told although nothing of it changed, where it is made anew', async () => {
    const draft = shallowRef({ kind: 'a', text: '' });
    let [ofList, ofEach] = [0, 0];
    watch(
      () => [draft.value.kind],
      () => void ofList++,
    );
    watch([() => draft.value.kind], () => void ofEach++);
    draft.value = { kind: 'a', text: 'b' };
    await nextTick();
    expect([ofList, ofEach]).toEqual([1, 0]);
  });

  it('is never a list or an object that its own look makes', () => {
    const found = files.filter(name => fresh.test(readFileSync(join(src, name), 'utf8')));
    expect(found).toEqual([]);
  });
});
