import { expect, it } from 'vitest';
import { languageOf } from '../src/i18n';

it.each([
  [null, null, ['en-US', 'zh-CN'], 'en'],
  [null, null, ['zh-Hans-CN', 'en'], 'zh'],
  [null, null, ['zh_TW'], 'zh'],
  [null, null, ['de-DE', 'en-GB', 'zh'], 'en'],
  [null, null, ['ug-CN'], 'zh'],
  [null, null, [], 'zh'],
  [null, 'zh', ['en-US'], 'zh'],
  ['en', 'zh', ['zh-CN'], 'en'],
  ['xx', 'yy', ['en'], 'en'],
] as const)('an address that asks for %s, a choice of %s, a browser of %j: %s', (asked, kept, browser, language) => {
  expect(languageOf(asked, kept, browser)).toBe(language);
});
