import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Problem, Unreachable } from '../../src/api';
import { wishes, wishOf } from '../../src/asked';
import ErrorNote from '../../src/person/ErrorNote.vue';
import { Trouble } from '../../src/person/explain';
import { LockProblem } from '../../src/seal/target';
import zh from '../../src/words/zh';
import { inBoth, render, textOf } from '../render';

const latinSentence = /[A-Za-z]+(?:[ ,]+[A-Za-z]+){2,}/;
const chinese = /\p{Script=Han}/u;
const english = 'The sign-in does not hold.';
const reasons = [...Object.keys(zh.reason), 'NeverHeardOf'];
const nexts = Object.keys(zh.next);

describe('a refusal', () => {
  it('is told by what was wanted and why, in both languages, and its codes stand under details alone', async () => {
    for (const language of inBoth)
      for (const wish of wishes)
        for (const [i, reason] of reasons.entries()) {
          const cause = new Problem(409, reason, 'spec:http', nexts[i % nexts.length]!, english, wish);
          const html = await render(ErrorNote, { cause }, language);
          const text = textOf(html);
          expect(html).toContain(english);
          for (const code of [english, reason, nexts[i % nexts.length]!])
            if (/[A-Z].*[A-Z]|-/.test(code)) expect(text).not.toContain(code);
          if (language === 'zh') expect(text).not.toMatch(latinSentence);
          else expect(text).not.toMatch(chinese);
        }
  });

  it('of a sign-in link is no riddle', async () => {
    const cause = new Problem(403, 'LinkSpent', 'spec:http', 'use-a-new-link', english, 'signInLink');
    expect(textOf(await render(ErrorNote, { cause }, 'zh'))).toContain('没有登录：登录链接已经失效');
    expect(textOf(await render(ErrorNote, { cause }, 'en'))).toContain(
      'Not signed in: the sign-in link does not work any more',
    );
    // What can be done on the same page comes before what needs a terminal.
    for (const [language, certificate] of [
      ['zh', '证书登录'],
      ['en', 'certificate'],
    ] as const) {
      const text = textOf(await render(ErrorNote, { cause }, language));
      expect(text.indexOf(certificate)).toBeGreaterThan(0);
      expect(text.indexOf(certificate)).toBeLessThan(text.indexOf('./run.sh'));
    }
  });

  it('with a next step that nobody knows says no code', async () => {
    const cause = new Problem(409, 'Conflict', 'somewhere:9', 'do-something-new', english, 'send');
    for (const language of inBoth) {
      const text = textOf(await render(ErrorNote, { cause }, language));
      expect(text).not.toMatch(/do-something-new|somewhere/);
    }
  });

  it('of a lock or a receipt says what does not hold, and the code under details', async () => {
    for (const language of inBoth)
      for (const cause of [
        new LockProblem('fault', 'WrongTranscript', 't1'),
        new LockProblem('policy', 'TrusteeCount'),
        new Trouble('receipt', {}, 'spec:streams', 'keep-and-tell', 'WrongHead'),
        new Unreachable(null),
        new Error('undefined is not a function'),
      ]) {
        const html = await render(ErrorNote, { cause }, language);
        expect(textOf(html)).not.toMatch(/WrongTranscript|TrusteeCount|WrongHead|undefined/);
        expect(textOf(html).length).toBeGreaterThan(6);
      }
  });
});

describe('what was wanted', () => {
  it.each([
    ['POST', '/api/sign-in/token', 'signInLink'],
    ['POST', '/api/sign-in/password/change', 'signInPassword'],
    ['POST', '/api/sign-in/challenge', 'signInCertificate'],
    ['POST', '/api/sessions', 'publish'],
    ['POST', '/api/draws', 'publish'],
    ['POST', '/api/draws/5/again', 'act'],
    ['GET', '/api/draws/5/seats', 'look'],
    ['GET', '/api/sessions', 'look'],
    ['GET', '/api/sessions/5/lots/1/lock', 'lock'],
    ['POST', '/api/sessions/5/lots/1/uploads', 'send'],
    ['PUT', '/api/uploads/7/parts/1/2', 'send'],
    ['POST', '/api/sessions/5/lots/1/withdrawals', 'withdraw'],
    ['POST', '/api/sessions/5/acts', 'act'],
    ['GET', '/api/sessions/5/record?draft=true', 'record'],
    ['POST', '/api/score', 'score'],
  ])('is told by the address: %s %s', (method, path, wish) => {
    expect(wishOf(method, path)).toBe(wish);
  });

  it('is known of every address that changes something', () => {
    const root = fileURLToPath(new URL('../../src/', import.meta.url));
    const calls = readdirSync(root, { recursive: true, encoding: 'utf8' })
      // Pool, gate and gateway are other servers, whose pages word their refusals themselves.
      .filter(file => /\.(ts|vue)$/.test(file) && !/^(pool|gate|expert)\//.test(file))
      .flatMap(file => [
        ...readFileSync(root + file, 'utf8').matchAll(/post(?:Json|Nothing)(?:<[^(]*>)?\(\s*[`']([^`']+)[`']/g),
      ])
      .map(([, path]) => path!.replace(/\$\{[^}]*\}/g, '5'));
    expect(calls.length).toBeGreaterThan(8);
    expect(calls.filter(path => wishOf('POST', path) === 'look')).toEqual([]);
  });
});
