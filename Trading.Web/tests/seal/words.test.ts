import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '../../src/words/en';
import bidEn from '../../src/words/bid.en';
import bidZh from '../../src/words/bid.zh';
import hostEn from '../../src/words/host.en';
import hostZh from '../../src/words/host.zh';
import personEn from '../../src/words/person.en';
import personZh from '../../src/words/person.zh';
import signInEn from '../../src/words/signIn.en';
import signInZh from '../../src/words/signIn.zh';
import zh from '../../src/words/zh';

const messages = {
  zh: { ...zh, bid: bidZh, host: hostZh, person: personZh, signIn: signInZh },
  en: { ...en, bid: bidEn, host: hostEn, person: personEn, signIn: signInEn },
};
const leaves = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value as object, `${path}${key}.`),
  );
const [chinese, english] = [new Map(leaves(messages.zh)), new Map(leaves(messages.en))];
const root = fileURLToPath(new URL('../../src/', import.meta.url));
const sources = ['bid', 'host', 'person', 'seal']
  .flatMap(folder =>
    readdirSync(root + folder)
      .filter(f => /\.(vue|ts)$/.test(f))
      .map(f => readFileSync(`${root}${folder}/${f}`, 'utf8')),
  )
  .join('\n');
const all = (pattern: RegExp): string[] => [...new Set([...sources.matchAll(pattern)].map(match => match[1]!))];

it('has the same keys and places for values in both languages', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort();
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [key, text] of chinese) expect([key, holes(english.get(key)!)]).toEqual([key, holes(text)]);
});

it('can all be read by the translator', () => {
  const { t } = createI18n({ legacy: false, locale: 'zh', messages }).global;
  for (const [locale, words] of [
    ['zh', chinese],
    ['en', english],
  ] as const) {
    for (const [key, text] of words) {
      const values = Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(hole => [hole[1], '7']));
      expect(t(key, values, { locale })).toBe(text.replace(/\{\w+\}/g, '7'));
    }
  }
});

it('has words for every key that a page names', () => {
  const named = all(/\bt\(\s*'([\w.-]+)'/g).concat(
    all(/\? '((?:bid|host|person|custody|bids)\.[\w.]+)'/g),
    all(/: '((?:bid|host|person|custody|bids)\.[\w.]+)'/g),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(key => !chinese.has(key))).toEqual([]);
});

it('has words for everything that can go wrong, and for every next step that goes with it', () => {
  const codes = all(/new Trouble\('([\w]+)'/g)
    .map(code => `trouble.${code}`)
    .concat(
      all(/new TrustProblem\('(\w+)'/g).map(code => `trust.${code}`),
      all(/new LockProblem\('(\w+)'/g).map(code => `lock.${code}`),
      all(/new SealProblem\('(\w+)'/g).map(code => `seal.${code}`),
    )
    .concat(
      ['noKey', 'noCertificate', 'pem', 'keyUnreadable', 'certificateUnreadable', 'notAPair'].map(
        fault => `trouble.key_${fault}`,
      ),
      ['unreadable', 'unsigned', 'another'].map(fault => `trouble.ack_${fault}`),
    );
  expect(codes.filter(code => !chinese.has(`person.${code}`))).toEqual([]);
  const next = all(/'([a-z]+(?:-[a-z]+)+)'/g).filter(
    word => sources.includes(`, '${word}')`) || sources.includes(`next: '${word}'`),
  );
  expect(next.length).toBeGreaterThan(8);
  expect(next.filter(word => !chinese.has(`person.next.${word}`))).toEqual([]);
});

it('has words for every step of the host, fault of a field and problem of a draft', () => {
  const union = (name: string) =>
    [...new RegExp(`type ${name} =([^;]*);`).exec(sources)![1]!.matchAll(/'(\w+)'/g)].map(m => m[1]!);
  expect(union('FieldFault').filter(code => !chinese.has(`bid.fault.${code}`))).toEqual([]);
  expect(
    union('DraftProblem')
      .concat(union('TextProblem'))
      .filter(code => !chinese.has(`host.problem.${code}`)),
  ).toEqual([]);
  expect(union('RecordProblemCode').filter(code => !chinese.has(`person.record.${code}`))).toEqual([]);
  const steps = [
    'none',
    'waitLock',
    'waitDeadline',
    'waitFreeze',
    'waitCosign',
    'waitFew',
    'waitRelease',
    'waitOpen',
    'orderLate',
    'orderedLate',
    'answer',
    'conclude',
    'signRecord',
    'done',
  ];
  expect(steps.filter(code => !chinese.has(`host.next.${code}.what`) || !chinese.has(`host.next.${code}.why`))).toEqual(
    [],
  );
});
