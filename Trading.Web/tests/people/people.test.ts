import { createSSRApp, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addWords, i18n, languages, type Language } from '../../src/i18n';
import AccountList from '../../src/people/AccountList.vue';
import ActList from '../../src/people/ActList.vue';
import ConfirmDeed from '../../src/people/ConfirmDeed.vue';
import OneTimeNote from '../../src/people/OneTimeNote.vue';
import { carryOut, found, isName, isUser, knownActs, stateOf, type Account, type Deed } from '../../src/people/people';
import RightList from '../../src/people/RightList.vue';
import en from '../../src/words/people.en';
import zh from '../../src/words/people.zh';

const account = (user: string, over: Partial<Account> = {}): Account => ({
  user,
  name: `Name of ${user}`,
  roles: [],
  key: null,
  isDisabled: false,
  isLocked: false,
  mustChange: false,
  createdAt: 1_790_000_000_000_000,
  ...over,
});

const render = (part: Component, props: Record<string, unknown>, language: Language = 'zh'): Promise<string> => {
  i18n.global.locale.value = language;
  return renderToString(createSSRApp(part, props).use(i18n));
};

beforeAll(() => addWords('people', { zh, en }));

describe('an account', () => {
  it('is found by its user or name, whatever the case', () => {
    const all = [account('boss', { name: '王建国' }), account('watch', { name: 'Li Na' })];
    expect(found(all, ' li n ').map(a => a.user)).toEqual(['watch']);
    expect(found(all, '王').map(a => a.user)).toEqual(['boss']);
    expect(found(all, 'nobody')).toEqual([]);
  });

  it.each([
    [{}, 'active'],
    [{ mustChange: true }, 'mustChange'],
    [{ mustChange: true, isLocked: true }, 'locked'],
    [{ isLocked: true, isDisabled: true }, 'disabled'],
  ] as const)('with %o is %s', (over, state) => {
    expect(stateOf(account('a', over))).toBe(state);
  });

  it.each([
    ['boss', true],
    ['a.b_c-1', true],
    ['Boss', false],
    ['-a', false],
    ['a'.repeat(65), false],
    ['', false],
  ])('may be called %s: %s', (user, may) => {
    expect(isUser(user)).toBe(may);
  });

  it.each([
    ['王建国', true],
    [' 王', false],
    ['', false],
    ['a\u0007', false],
    ['\u{20BB7}'.repeat(100), true],
    ['\u{20BB7}'.repeat(101), false],
  ])('may have the name %s: %s', (name, may) => {
    expect(isName(name)).toBe(may);
  });
});

describe('a deed', () => {
  const deeds: Deed[] = [
    { act: 'make', user: 'boss', name: '王建国', roles: ['Manager'] },
    { act: 'reset-password', user: 'boss' },
    { act: 'disable', user: 'boss' },
    { act: 'enable', user: 'boss' },
    { act: 'unbind-key', user: 'boss' },
    { act: 'roles', user: 'boss', roles: [] },
    { act: 'give-publishing', name: '交易中心', to: { user: 'boss' } },
    { act: 'give-publishing', name: '交易中心', to: { certificate: new Uint8Array([1]), subject: '甲公司' } },
    { act: 'take-publishing', name: '交易中心' },
  ];

  it.each(deeds)('is told whole before it is done: $act', async deed => {
    for (const { code } of languages) {
      const shown = await render(ConfirmDeed, { deed, isBusy: false }, code);
      expect(shown).toContain('user' in deed ? deed.user : deed.name);
      if ('to' in deed) expect(shown).toContain('user' in deed.to ? deed.to.user : deed.to.subject);
      if (deed.act === 'make') expect(shown).toContain(deed.name);
      if ('roles' in deed) {
        const role = (code === 'zh' ? zh : en).role[deed.roles[0] ?? 'none'];
        expect(shown.replaceAll('&#39;', "'")).toContain(role);
      }
      expect(shown).not.toMatch(/people\.|\{\w+\}/);
    }
  });

  it('goes to the address that the specification names', async () => {
    const calls: [string, string][] = [];
    vi.stubGlobal('fetch', (path: string, options: { method: string }) => {
      calls.push([options.method, path]);
      return Promise.resolve(new Response(null, { status: 204 }));
    });
    for (const deed of deeds) await carryOut(deed);
    vi.unstubAllGlobals();
    expect(calls).toEqual([
      ['POST', '/api/people'],
      ['POST', '/api/people/boss/password'],
      ['POST', '/api/people/boss/disable'],
      ['POST', '/api/people/boss/enable'],
      ['DELETE', '/api/people/boss/key'],
      ['POST', '/api/people/boss/roles'],
      ['POST', '/api/people/publishers'],
      ['POST', '/api/people/publishers'],
      ['POST', '/api/people/publishers/take-back'],
    ]);
  });
});

describe('the page', () => {
  it.each(languages)('has a way to unlock, to disable and to enable ($code)', async ({ code }) => {
    const accounts = [account('a', { isLocked: true }), account('b', { isDisabled: true, roles: ['Supervisor'] })];
    const shown = await render(AccountList, { accounts }, code);
    const words = code === 'zh' ? zh : en;
    for (const word of [words.do.unlock, words.do.enable, words.do.disable, words.role.Supervisor])
      expect(shown).toContain(word);
    expect(await render(AccountList, { accounts: [] }, code)).toContain(words.none);
  });

  it.each(languages)('shows rights, who took which, and nothing to do for whoever may only look ($code)', async at => {
    const rights = [
      { name: '甲中心', user: 'boss', key: null, givenAt: 1_790_000_000_000_000, givenBy: 'root', takenAt: null },
      { name: '乙中心', user: null, key: null, givenAt: 1, givenBy: 'root', takenAt: 1_790_000_000_000_000 },
    ];
    const words = at.code === 'zh' ? zh : en;
    const acting = await render(RightList, { rights, mayAct: true }, at.code);
    expect(acting.split(words.do['take-publishing'])).toHaveLength(2);
    expect(await render(RightList, { rights, mayAct: false }, at.code)).not.toContain('<button');
    expect(await render(RightList, { rights: [], mayAct: true }, at.code)).toContain(words.noPublishers);
  });

  it.each(languages)('tells every act in words, fifty at first ($code)', async ({ code }) => {
    const acts = Array.from({ length: 120 }, (_, i) => ({
      at: 1_790_000_000_000_000 + i,
      by: i % 2 ? 'command-line' : 'boss',
      act: knownActs[i % knownActs.length]!,
      about: '\u202Eabc',
      detail: i % knownActs.length === 3 ? 'Manager' : '',
    }));
    const shown = await render(ActList, { acts }, code);
    expect(shown.split('data-testid="office-act"')).toHaveLength(51);
    for (const word of Object.values((code === 'zh' ? zh : en).act)) expect(shown).toContain(word);
    expect(shown).toContain((code === 'zh' ? zh : en).role.Manager);
    expect(shown).not.toContain('command-line');
  });

  it('names nobody by a key of 130 digits, and no role by its code', async () => {
    const point = '04'.repeat(65);
    const acts = [{ at: 1, by: point, act: 'make', about: 'li', detail: '李四 Supervisor' }];
    const shown = await render(ActList, { acts });
    expect(shown).toContain('class="print"');
    expect(shown).toContain('李四 · 监督人员');
    const rights = [{ name: '甲', user: 'li', key: null, givenAt: 1, givenBy: 'command-line', takenAt: null }];
    for (const text of [shown, await render(RightList, { rights, mayAct: true })])
      expect(text).not.toMatch(/[0-9a-f]{20}|Supervisor|command-line/);
  });

  it('shows a password once, and says so where it was told before', async () => {
    const shown = await render(OneTimeNote, {
      told: { user: 'boss', oneTimePassword: 'abcde-fghjk', endsAt: 1_790_000_000_000_000 },
    });
    expect(shown).toContain('abcde-fghjk');
    const told = await render(OneTimeNote, { told: { user: 'boss', oneTimePassword: null, endsAt: null } }, 'en');
    expect(told).toContain('was made before');
  });
});
