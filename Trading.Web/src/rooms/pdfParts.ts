// Where the build lays what pdf.js reads beside itself: tables of Chinese encodings, standard fonts, decoders in
// JavaScript (vite.config.ts). Its version stands in the path, for parts are cached for ever.
import { version } from 'pdfjs-dist/package.json';

export const pdfParts = `/assets/pdf-${version}`;
