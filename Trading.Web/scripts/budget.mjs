// How much a visitor of the hall loads, all scripts and styles together, gzipped: fails above the budget. Reads what
// vite built.
// Usage: node scripts/budget.mjs [FOLDER]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgets = {
    'src/hall/HallPage.vue': 200,
    'src/home/HomePage.vue': 200,
    'src/screen/ScreenPage.vue': 200,
    'src/draws/DrawPage.vue': 200,
}; // KiB
const frame = 'src/start.ts'; // what every page asks for at once
// Pages that have a worker, which is no part of their scripts.
const watched = ['src/hall/HallPage.vue', 'src/screen/ScreenPage.vue'];
const out = process.argv[2] ?? fileURLToPath(new URL('../../artifacts/web', import.meta.url));

export function weigh(folder) {
    const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
    const entry = Object.keys(manifest).find(name => manifest[name].isEntry);
    const workers = readdirSync(join(folder, 'assets'))
        .filter(file => /^hallWorker-.*\.js$/.test(file))
        .map(file => `assets/${file}`);
    return Object.entries(budgets).map(([page, budgetKib]) => {
        const files = [...filesOf(manifest, [entry, frame, page]), ...(watched.includes(page) ? workers : [])];
        const bytes = files.reduce(
            (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
            0,
        );
        return { page, files, kib: bytes / 1024, budgetKib };
    });
}

// A chunk brings its styles and everything that it imports at once; what it imports later is another page's matter.
function filesOf(manifest, names, files = new Set()) {
    for (const name of names) {
        const chunk = manifest[name];
        if (!chunk) throw new Error(`the build has no ${name}`);
        if (files.has(chunk.file)) continue;
        files.add(chunk.file);
        for (const style of chunk.css ?? []) files.add(style);
        filesOf(manifest, chunk.imports ?? [], files);
    }
    return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const { page, kib, budgetKib } of weigh(out)) {
        console.log(`${page}: ${kib.toFixed(1)} KiB gzipped of ${budgetKib}`);
        if (kib > budgetKib) process.exitCode = 1;
    }
}
