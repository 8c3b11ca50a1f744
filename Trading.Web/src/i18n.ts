import { computed, onScopeDispose, shallowRef, toRaw, watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { filled, plainOf } from './plainWords';
import { inTrade, tradeOf, type Trade } from './trade';
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

/**
 * The language of a page: what its address asks for (`?lang=en`: a big screen has no switch), else what the person
 * chose before, else the first of the browser's languages that there are words in, else Chinese.
 */
export function languageOf(
  asked: string | null | undefined,
  kept: string | null | undefined,
  browser: readonly string[],
): Language {
  const primary = (tag: string | null | undefined) => tag?.toLowerCase().split(/[-_]/)[0];
  const known = (tag: string | null | undefined) => languages.find(({ code }) => code === primary(tag))?.code;
  return [asked, kept, ...browser].map(known).find(code => code !== undefined) ?? 'zh';
}

function first(): Language {
  const asked = new URLSearchParams(globalThis.location?.search).get('lang');
  const language = languageOf(asked, read(), globalThis.document ? navigator.languages : []);
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

// All Chinese words as they are written, and the trade in whose words they are shown.
const written: Record<string, object> = { ...zh };
const trade = shallowRef<Trade>('works');

// Messages by their keys, in the language and the trade of now; words that come later are words of their own.
const areas = shallowRef(0);
const plain = computed(() => {
  void [areas.value, trade.value];
  const words = toRaw(i18n.global.getLocaleMessage(i18n.global.locale.value));
  return { words, found: new Map<string, string | null>() };
});
const ofLibrary = i18n.global.t as unknown as (...args: unknown[]) => string;
const nothing = {};

function say(...args: unknown[]): string {
  const [key, values = nothing] = args;
  const isPlain =
    typeof key === 'string' &&
    args.length <= 2 &&
    typeof values === 'object' &&
    values !== null &&
    !Array.isArray(values);
  if (!isPlain) return ofLibrary(...args);
  const { words, found } = plain.value;
  let message = found.get(key);
  if (message === undefined) found.set(key, (message = plainOf(words, key)));
  return message === null ? ofLibrary(...args) : filled(message, values as Record<string, unknown>);
}
// What components take as `$t` and from `useI18n`.
(i18n.global as { t: unknown }).t = say;

/** Words of a lazily loaded area, under one key: `addWords('bid', { zh, en })`. */
export function addWords(area: string, words: Record<Language, object>): void {
  written[area] = words.zh;
  i18n.global.mergeLocaleMessage('zh', { [area]: inTrade(words.zh, trade.value) });
  i18n.global.mergeLocaleMessage('en', { [area]: words.en });
  areas.value++;
}

/** Shows all words as a trade says them. */
export function setTrade(next: Trade): void {
  if (next === trade.value) return;
  trade.value = next;
  i18n.global.setLocaleMessage('zh', inTrade(written, next) as typeof zh);
}

/**
 * Words that were looked up in the language and the trade that the page speaks; another map as soon as it speaks
 * otherwise, so that it also tells what was rendered in earlier words.
 */
export const spoken = computed(() => {
  void [i18n.global.locale.value, trade.value];
  return new Map<string, string>();
});
const place = '\u0000';

function lookUp(key: string, values?: Record<string, string>): string {
  const found = spoken.value.get(key);
  if (found !== undefined) return found;
  const text = values ? i18n.global.t(key, values) : i18n.global.t(key);
  spoken.value.set(key, text);
  return text;
}

/** Words without anything put into them, for what is rendered hundreds of times: each is looked up once. */
export const word = (key: string): string => lookUp(key);

/** Words around one figure `{n}`, for the same; it has no plurals. */
export const figureWord = (key: string, n: string): string => lookUp(key, { n: place }).replace(place, () => n);

/** The page speaks as this pack's trade does, for as long as it is there. */
export function useTrade(pack: () => { protest: string }): void {
  watch(
    () => tradeOf(pack()),
    next => setTrade(next),
    { immediate: true },
  );
  onScopeDispose(() => setTrade('works'));
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
