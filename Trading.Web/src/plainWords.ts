// Nearly all words of the pages are a text with figures and names put into it. Those are looked up and filled here:
// vue-i18n parses each message at its first use and walks observed objects at every one, which was a quarter of what a
// hall does when a lot opens. Whatever is more than that (plurals, links, literals) stays vue-i18n's.

const beyond = /[|@\\]|\{(?!\w+\})|(?<!\{\w+)\}/;
const places = /\{(\w+)\}/g;

/** The message under a key of words; null where there is none, or one that is more than a text with places. */
export function plainOf(words: unknown, key: string): string | null {
  let found = words;
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return null;
    found = (found as Record<string, unknown>)[part];
  }
  return typeof found === 'string' && found !== '' && !beyond.test(found) ? found : null;
}

/** A message with what stands for its places; a place that nothing stands for is empty. */
export const filled = (message: string, values: Readonly<Record<string, unknown>>): string =>
  message.includes('{') ? message.replace(places, (_, name: string) => String(values[name] ?? '')) : message;
