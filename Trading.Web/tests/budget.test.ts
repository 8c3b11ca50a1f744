import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';

interface Weight {
  page: string;
  files: string[];
  kib: number;
  budgetKib: number;
}

// What is weighed is built here and now, as the server's build does it.
describe('what a visitor loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trading-web-'));
  let weights: Weight[] = [];

  beforeAll(async () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production'; // vitest sets "test", and Vue would come with its warnings
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    });
    process.env.NODE_ENV = before;
    const { weigh } = (await import('../scripts/budget.mjs' as string)) as { weigh: (folder: string) => Weight[] };
    weights = weigh(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is at most 200 KiB for the hall, gzipped, all scripts and styles', () => {
    const hall = weights.find(weight => weight.page.includes('HallPage'))!;
    console.log(`hall: ${hall.kib.toFixed(1)} KiB gzipped in ${hall.files.length} files`);
    expect(hall.files.length).toBeGreaterThan(2);
    expect(hall.kib).toBeGreaterThan(40);
    expect(hall.kib).toBeLessThanOrEqual(200);
  });

  it('is named in its own page, all of it, and no other page asks for it early', () => {
    const hall = weights.find(weight => weight.page.includes('HallPage'))!;
    const asked = (page: string) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/(?:href|src)="\/(assets\/[^"]+)"/g)].map(
        ([, file]) => file,
      );
    const ofPage = hall.files.filter(file => !file.includes('hallWorker'));
    for (const file of ofPage) expect(asked('hall.html')).toContain(file);
    expect(asked('hall.html').length).toBe(new Set(asked('hall.html')).size);
    expect(asked('index.html').length).toBeLessThan(asked('hall.html').length / 4);
    for (const file of asked('hall.html').filter(file => file!.endsWith('.js')))
      expect(readFileSync(join(folder, file!), 'utf8').startsWith('//# allFunctionsCalledOnLoad\n')).toBe(true);
  });

  it('has nothing of the seal library in it', () => {
    const hall = weights.find(weight => weight.page.includes('HallPage'))!;
    const source = (files: string[]) => files.map(file => readFileSync(join(folder, file), 'utf8')).join('\n');
    const scripts = readdirSync(join(folder, 'assets')).filter(file => file.endsWith('.js'));
    expect(source(scripts.map(file => `assets/${file}`))).toContain('COCKTAIL-DKG');
    expect(source(hall.files)).not.toContain('COCKTAIL-DKG');
  });

  it('has nothing of the reader of documents in it, and what that reads lies beside the pages', () => {
    const parts = readdirSync(join(folder, 'assets'), { recursive: true, encoding: 'utf8' });
    for (const part of [/pdf\.worker.*\.js$/, /cmaps\/UniGB-UCS2-H\.bcmap$/, /_nowasm_fallback\.js$/])
      expect(parts.filter(file => part.test(file))).not.toEqual([]);
    for (const { files } of weights) expect(files.filter(file => /pdf/i.test(file))).toEqual([]);
  });

  it('stays within its budget on every other page', () => {
    for (const { page, kib, budgetKib } of weights) expect([page, kib <= budgetKib]).toEqual([page, true]);
  });
});
