import { createI18n } from 'vue-i18n';
import en from './words/en';
import zh from './words/zh';

export type Language = 'zh' | 'en';

export const languages: readonly { code: Language; name: string; tag: string }[] = [
  { code: 'zh', name: '中文', tag: 'zh-CN' },
  { code: 'en', name: 'English', tag: 'en' },
];

const remembered = 'trading.language';

export const i18n = createI18n({
  legacy: false,
  locale: first(),
  fallbackLocale: 'zh',
  messages: { zh, en } as Record<Language, typeof zh>,
});

/** Chinese unless the person chose otherwise; `?lang=en` in an address chooses too (a big screen has no switch). */
function first(): Language {
  const asked = new URLSearchParams(globalThis.location?.search).get('lang');
  const kept = asked ?? read();
  const language: Language = kept === 'en' ? 'en' : 'zh';
  mark(language);
  return language;
}

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  mark(language);
  try {
    localStorage.setItem(remembered, language);
  } catch {
    /* a browser that keeps nothing still shows the page */
  }
}

/** Words of a lazily loaded area, under one key: `addWords('bid', { zh, en })`. */
export function addWords(area: string, words: Record<Language, object>): void {
  for (const { code } of languages) i18n.global.mergeLocaleMessage(code, { [area]: words[code] });
}

function read(): string | null {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

function mark(language: Language): void {
  if (globalThis.document) document.documentElement.lang = languages.find(l => l.code === language)!.tag;
}
