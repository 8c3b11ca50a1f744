import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
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

// `npm run dev` serves the sources and asks a running server for everything else.
const entry = process.env.TRADING_WEB_ENTRY ?? 'index.html'; // one entry a build: index.html, pool.html
const server = process.env.TRADING_SERVER ?? 'http://127.0.0.1:5080';

// scripts/build.mjs, which the server's build runs, names the folder.
export default defineConfig({
  plugins: [vue(), pdfParts],
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
