import { describe, expect, test } from 'vitest';
import type { RowOf } from '../../catalogue.ts';
import { Attempts, codeFrom, codeMeant, codeShown, PAIRING } from './pairing.ts';
import { type PairFacts, pair, revoke, update, WALLS_AT_MOST } from './wall.rules.ts';

const now = Date.UTC(2026, 2, 2, 1);
const moment = { now, newId: () => 'wall-new' };
const device: RowOf<'wall_device'> = {
  id: 'device-1',
  code: 'digest',
  secret: 'digest',
  wallId: null,
  askedAt: now - 60_000,
  until: now - 60_000 + PAIRING.code,
  seenAt: now,
  build: null,
  agent: '',
};
const input = { name: 'Hall', scenes: ['floor'] as const, language: 'en', theme: 'dark', pace: 20 } as const;
const facts: PairFacts = { device, roleId: 'role-wall', paired: 0, allowed: true };

describe('[E4] codes', () => {
  test('are eight letters that nobody mistakes, each as likely as the other', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const code = codeFrom(new Uint8Array(8).fill(byte));
      if (code) seen.set(code.charAt(0), (seen.get(code.charAt(0)) ?? 0) + 1);
      if (code) expect(codeMeant(code)).toBe(code);
    }
    expect(new Set(seen.values()).size).toBe(1);
    expect([...seen.keys()].join('')).not.toMatch(/[0O1IL2Z5S8BUV]/);
    // More than 2 to the 36th: with two hundred waiting and ten tries, one in thirty-nine million.
    expect(seen.size ** 8 / PAIRING.waiting / PAIRING.wrong).toBeGreaterThan(30_000_000);
    expect(codeFrom(new Uint8Array(9).fill(255))).toBeNull();
  });

  test('are read as they are meant, however they are typed', () => {
    const code = codeFrom(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])) as string;
    for (const typed of [code, codeShown(code), code.toLowerCase(), ` ${code.slice(0, 4)}-${code.slice(4)} `])
      expect(codeMeant(typed)).toBe(code);
    for (const typed of ['', code.slice(1), `${code}A`, `${code.slice(1)}O`, '________'])
      expect(codeMeant(typed)).toBeNull();
  });
});

describe('[E4] pairing', () => {
  test('makes the screen a wall, once, with an identity that outlives the code', () => {
    const decision = pair(facts, input, moment);
    if ('refused' in decision) throw new Error(decision.refused);
    expect(decision.changes).toEqual([
      {
        op: 'insert',
        noun: 'wall',
        id: 'wall-new',
        set: { ...input, warehouseId: null, status: 'paired', pairedAt: now, roleId: 'role-wall' },
      },
      {
        op: 'update',
        noun: 'wall_device',
        id: 'device-1',
        set: { wallId: 'wall-new', code: null, until: now + PAIRING.identity },
      },
    ]);
  });

  test('refuses a wrong, a used and an expired code alike', () => {
    const refusal = { refused: 'wall.no_such_code', field: 'code' };
    expect(pair({ ...facts, device: null }, input, moment)).toEqual(refusal);
    expect(pair({ ...facts, device: { ...device, wallId: 'wall-old' } }, input, moment)).toEqual(refusal);
    expect(pair(facts, input, { ...moment, now: device.until })).toEqual(refusal);
    expect(pair(facts, input, { ...moment, now: device.until - 1 })).toHaveProperty('changes');
  });

  test('refuses more tries than are allowed, more walls than there may be, and a role that is gone', () => {
    expect(pair({ ...facts, allowed: false }, input, moment)).toEqual({
      refused: 'wall.too_many_codes',
      field: 'code',
    });
    expect(pair({ ...facts, paired: WALLS_AT_MOST }, input, moment)).toMatchObject({ refused: 'wall.too_many' });
    expect(pair({ ...facts, roleId: null }, input, moment)).toEqual({ refused: 'wall.no_such_role', field: 'roleId' });
  });

  test('wrong codes are counted by person, and forgotten after a while', () => {
    const tries = new Attempts(3, 1_000);
    for (const at of [0, 10, 20]) {
      expect(tries.allowed('ann', at)).toBe(true);
      tries.count('ann', at);
    }
    expect(tries.allowed('ann', 30)).toBe(false);
    expect(tries.allowed('ben', 30)).toBe(true);
    expect(tries.allowed('ann', 999)).toBe(false);
    expect(tries.allowed('ann', 1_000)).toBe(true);
  });
});

describe('[E4] a wall that stands', () => {
  const target: RowOf<'wall'> = {
    id: 'wall-1',
    ...input,
    status: 'paired',
    warehouseId: null,
    pairedAt: now,
    roleId: 'role-wall',
  };

  test('is changed field by field, unless another was faster', () => {
    expect(update({ target }, { set: { pace: { from: 20, to: 30 } } })).toMatchObject({
      changes: [{ op: 'update', noun: 'wall', id: 'wall-1', set: { pace: 30 } }],
    });
    expect(update({ target }, { set: { pace: { from: 10, to: 30 } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'pace',
    });
  });

  test('is revoked with its identity, once', () => {
    expect(revoke({ target, devices: [{ id: 'device-1' }] }, {})).toMatchObject({
      changes: [
        { op: 'update', noun: 'wall', id: 'wall-1', set: { status: 'revoked' } },
        { op: 'delete', noun: 'wall_device', id: 'device-1' },
      ],
    });
    const gone = { ...target, status: 'revoked' } as const;
    expect(revoke({ target: gone, devices: [] }, {})).toEqual({ refused: 'wall.not_paired' });
    expect(update({ target: gone }, { set: {} })).toEqual({ refused: 'wall.not_paired' });
  });
});
