import { createMemoryHistory, createRouter } from 'vue-router';
import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { addWords, i18n, type Language } from '../src/i18n';
import bidEn from '../src/words/bid.en';
import bidZh from '../src/words/bid.zh';
import checkedEn from '../src/words/checked.en';
import checkedZh from '../src/words/checked.zh';
import criteriaEn from '../src/words/criteria.en';
import criteriaZh from '../src/words/criteria.zh';
import drawEn from '../src/words/draw.en';
import drawImportEn from '../src/words/drawImport.en';
import drawImportZh from '../src/words/drawImport.zh';
import drawRequestEn from '../src/words/drawRequest.en';
import drawRequestZh from '../src/words/drawRequest.zh';
import drawZh from '../src/words/draw.zh';
import hostEn from '../src/words/host.en';
import hostZh from '../src/words/host.zh';
import personEn from '../src/words/person.en';
import personZh from '../src/words/person.zh';
import proofEn from '../src/words/proof.en';
import proofZh from '../src/words/proof.zh';
import roomSidesEn from '../src/words/roomSides.en';
import roomSidesZh from '../src/words/roomSides.zh';
import roomsEn from '../src/words/rooms.en';
import roomsZh from '../src/words/rooms.zh';
import screenEn from '../src/words/screen.en';
import screenZh from '../src/words/screen.zh';
import scoreEn from '../src/words/score.en';
import scoreZh from '../src/words/score.zh';
import signInEn from '../src/words/signIn.en';
import signInZh from '../src/words/signIn.zh';

// Components as a reader sees them; a word that is missing fails the test that renders it.

addWords('bid', { zh: bidZh, en: bidEn });
addWords('checked', { zh: checkedZh, en: checkedEn });
addWords('criteria', { zh: criteriaZh, en: criteriaEn });
addWords('draw', { zh: drawZh, en: drawEn });
addWords('drawImport', { zh: drawImportZh, en: drawImportEn });
addWords('drawRequest', { zh: drawRequestZh, en: drawRequestEn });
addWords('host', { zh: hostZh, en: hostEn });
addWords('person', { zh: personZh, en: personEn });
addWords('proof', { zh: proofZh, en: proofEn });
addWords('rooms', { zh: roomsZh, en: roomsEn });
addWords('roomSides', { zh: roomSidesZh, en: roomSidesEn });
addWords('big', { zh: screenZh, en: screenEn });
addWords('score', { zh: scoreZh, en: scoreEn });
addWords('signIn', { zh: signInZh, en: signInEn });

export const inBoth: readonly Language[] = ['zh', 'en'];

/**
 * What a component shows at first, as HTML in one line. Links lead to `/hall/SESSION`, as those of the pages do; a word
 * that is missing is thrown.
 */
export async function render(component: Component, props: object, language: Language = 'zh'): Promise<string> {
  i18n.global.locale.value = language;
  const missing: string[] = [];
  i18n.global.setMissingHandler((_, key) => {
    missing.push(key);
    return key;
  });
  const app = createSSRApp(component, props as Record<string, unknown>)
    .use(i18n)
    .use(routerOf(component));
  app.config.warnHandler = () => {};
  const html = await renderToString(app);
  if (missing.length > 0) throw new Error(`no words for ${missing.join(', ')} in ${language}`);
  return html.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

const routerOf = (component: Component) =>
  createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'home', component },
      { path: '/hall/:session', name: 'hall', component },
      { path: '/screen/:session', name: 'screen', component },
      { path: '/bid/:session/:lot', name: 'bid', component },
      { path: '/host', name: 'host', component },
      { path: '/host/:session', name: 'host-session', component },
      { path: '/sign-in', name: 'sign-in', component },
      { path: '/score', name: 'score', component },
      { path: '/criteria', name: 'criteria', component },
      { path: '/mine', name: 'mine', component },
      { path: '/check', name: 'check', component },
      { path: '/notice/:session', name: 'notice', component },
      { path: '/help/:guide?', name: 'help', component },
      { path: '/people', name: 'people', component },
      { path: '/draws', name: 'draws', component },
      { path: '/draws/new', name: 'draw-request', component },
      { path: '/draws/import', name: 'draw-import', component },
      { path: '/draws/import/sign', name: 'draw-import-sign', component },
      { path: '/draws/:draw', name: 'draw', component },
      { path: '/draws/:draw/paper', name: 'draw-paper', component },
      { path: '/draws/:draw/supervise', name: 'draw-supervise', component },
      { path: '/draws/:draw/proof', name: 'draw-proof', component },
      { path: '/rooms', name: 'rooms', component },
      { path: '/rooms/start', name: 'room-start', component },
      { path: '/rooms/:room', name: 'room', component },
      { path: '/rooms/:room/clerk', name: 'room-clerk', component },
      { path: '/rooms/:room/supervise', name: 'room-supervise', component },
      { path: '/rooms/:room/own', name: 'room-own', component },
    ],
  });

/** What is read of it: no tags, no details that are folded. */
export const textOf = (html: string): string =>
  html
    .replace(/<details[^]*?<\/details>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** One key in one language; a missing one is thrown. */
export function said(key: string, language: Language, values: Record<string, unknown> = {}): string {
  if (!i18n.global.te(key, language)) throw new Error(`no words for ${key} in ${language}`);
  return i18n.global.t(key, values, { locale: language });
}

/** From the tag that bears a test id on, to its end where it holds no tag of its own kind. */
export function partOf(html: string, testid: string): string {
  const found = new RegExp(`<(\\w+)[^>]* data-testid="${testid}".*?</\\1>`).exec(html);
  return found?.[0] ?? '';
}
