import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { addWords, i18n, type Language } from '../src/i18n';
import bidEn from '../src/words/bid.en';
import bidZh from '../src/words/bid.zh';
import hostEn from '../src/words/host.en';
import hostZh from '../src/words/host.zh';
import personEn from '../src/words/person.en';
import personZh from '../src/words/person.zh';
import scoreEn from '../src/words/score.en';
import scoreZh from '../src/words/score.zh';
import signInEn from '../src/words/signIn.en';
import signInZh from '../src/words/signIn.zh';

// Components as a reader sees them; a word that is missing fails the test that renders it.

addWords('bid', { zh: bidZh, en: bidEn });
addWords('host', { zh: hostZh, en: hostEn });
addWords('person', { zh: personZh, en: personEn });
addWords('score', { zh: scoreZh, en: scoreEn });
addWords('signIn', { zh: signInZh, en: signInEn });

export const inBoth: readonly Language[] = ['zh', 'en'];

export async function render(component: Component, props: object, language: Language): Promise<string> {
  i18n.global.locale.value = language;
  const missing: string[] = [];
  i18n.global.setMissingHandler((_, key) => {
    missing.push(key);
    return key;
  });
  const app = createSSRApp(component, props as Record<string, unknown>).use(i18n);
  app.component('RouterLink', { template: '<a><slot /></a>' });
  app.config.warnHandler = () => {};
  const html = await renderToString(app);
  if (missing.length > 0) throw new Error(`no words for ${missing.join(', ')} in ${language}`);
  return html.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
}

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
