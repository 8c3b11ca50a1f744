import { expect, it } from 'vitest';
import { isStaff } from '../../src/hall/staff';
import { toBase64 } from '../../src/seal/bytes';

const key = Uint8Array.of(4, 1, 2);
const inSession = [{ role: 'Host', name: '主持人', key }];
const holder = { kind: 'Certificate', roles: [], key: toBase64(Uint8Array.of(4, 9, 9)) };

it('are whoever holds an office, and nobody else', () => {
  expect(isStaff(holder, inSession)).toBe(false);
  expect(isStaff({ ...holder, key: null }, inSession)).toBe(false);
  expect(isStaff({ ...holder, roles: ['Bidder'] }, inSession)).toBe(false);
  expect(isStaff({ ...holder, key: toBase64(key) }, inSession)).toBe(true);
  expect(isStaff({ ...holder, roles: ['Supervisor'] }, [])).toBe(true);
  expect(isStaff({ ...holder, kind: 'Password', key: null }, [])).toBe(true);
  expect(isStaff({ ...holder, kind: 'Trustee', roles: ['Trustee'] }, [])).toBe(true);
});
