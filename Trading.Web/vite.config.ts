import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `npm run dev` serves the sources and asks a running server for everything else.
const server = process.env.TRADING_SERVER ?? 'http://127.0.0.1:5080';

// scripts/build.mjs, which the server's build runs, names the folder.
export default defineConfig({
  plugins: [vue()],
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
      input: at(`./${process.env.TRADING_WEB_ENTRY ?? 'index.html'}`), // one entry a build: index.html, pool.html
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
