import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What pdf.js reads beside itself (src/rooms/pdfParts.ts): tables of Chinese encodings, standard fonts, and decoders in
// JavaScript, for the content security policy allows no WebAssembly.
const pdf = at('./node_modules/pdfjs-dist');
const pdfVersion = (JSON.parse(readFileSync(join(pdf, 'package.json'), 'utf8')) as { version: string }).version;
const pdfFiles = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$/, wasm: /_nowasm_fallback\.js$/ };
const pdfParts = {
  name: 'pdf-parts',
  apply: 'build' as const,
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    if (!entry.startsWith('index')) return;
    for (const [folder, pattern] of Object.entries(pdfFiles))
      for (const name of readdirSync(join(pdf, folder)).filter(file => pattern.test(file)))
        this.emitFile({
          type: 'asset',
          fileName: `assets/pdf-${pdfVersion}/${folder}/${name}`,
          source: readFileSync(join(pdf, folder, name)),
        });
  },
};

// What a hall needs is one closed set of scripts (scripts/budget.mjs weighs the same). They are marked so that the
// browser compiles all of their functions while they come, beside the main thread, and not each at its first call. And
// hall.html, which the server answers the address of a hall with, names them all: they are asked for before any of them
// has run.
const hallFirst: Plugin = {
  name: 'hall-first',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle[entry];
      if (entry !== 'index.html' || page?.type !== 'asset') return;
      const chunks = Object.values(bundle).filter(part => part.type === 'chunk');
      const chunkOf = (source: string) => chunks.find(({ moduleIds }) => moduleIds.includes(at(source)));
      const needed = new Set<string>();
      const styles = new Set<string>();
      const need = (chunk: (typeof chunks)[number] | undefined) => {
        if (!chunk) throw new Error('the scripts of a hall are not where hall.html looks for them');
        if (needed.has(chunk.fileName)) return;
        chunk.imports.forEach(file => need(chunks.find(({ fileName }) => fileName === file)));
        needed.add(chunk.fileName);
        chunk.viteMetadata?.importedCss.forEach(file => styles.add(file));
        chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      };
      need(chunks.find(({ isEntry }) => isEntry));
      for (const source of ['framework.ts', 'i18n.ts', 'start.ts', 'hall/HallPage.vue'])
        need(chunkOf(`./src/${source}`));
      const html = String(page.source);
      const isFresh = (file: string) => !html.includes(file);
      const links = [
        ...[...needed].filter(isFresh).map(file => `<link rel="modulepreload" crossorigin href="/${file}">`),
        ...[...styles].filter(isFresh).map(file => `<link rel="preload" as="style" crossorigin href="/${file}">`),
      ];
      this.emitFile({
        type: 'asset',
        fileName: 'hall.html',
        source: html.replace('</head>', () => `  ${links.join('\n    ')}\n  </head>`),
      });
    },
  },
};

// `npm run dev` serves the sources and asks a running server for everything else.
const entry = process.env.TRADING_WEB_ENTRY ?? 'index.html'; // one entry a build: index.html, pool.html
const server = process.env.TRADING_SERVER ?? 'http://127.0.0.1:5080';

// scripts/build.mjs, which the server's build runs, names the folder.
export default defineConfig({
  plugins: [vue(), pdfParts, hallFirst],
  resolve: { alias: { '@': at('./src') } },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: process.env.TRADING_WEB_OUT ?? at('../artifacts/web'),
    emptyOutDir: true,
    manifest: true, // .vite/manifest.json: what scripts/budget.mjs weighs; never served
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or fonts
    modulePreload: { polyfill: false }, // the polyfill would be an inline script
    target: 'es2022',
    rolldownOptions: {
      input: at(`./${entry}`),
      checks: { pluginTimings: false }, // a busy machine is no fault of a plug-in
    },
  },
  worker: { format: 'es' },
  server: {
    fs: { allow: ['.', '../docs/examples', '../docs/guides'] },
    proxy: { '/api': server, '/feed': { target: server, ws: true } },
  },
  test: { environment: 'node', include: ['tests/**/*.test.ts'], testTimeout: 20_000 },
});
