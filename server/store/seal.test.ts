import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeys, rotateSeal } from './keys.ts';
import { openSeal } from './seal.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'crossdock-keys-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe('[SEAL1] sealing', () => {
  test('opens at its own address only, and not when a byte was changed', () => {
    const seal = openSeal(openKeys(data));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        const sealed = seal.seal(plain, 'customer:1:email');
        expect(seal.unseal(sealed, 'customer:1:email')).toBe(plain);
        // Asked again it comes from the cache, which must not open it elsewhere either.
        expect(seal.unseal(sealed, 'customer:1:email')).toBe(plain);
        expect(() => seal.unseal(sealed, 'customer:2:email')).toThrow();
        expect(() => seal.unseal(sealed, 'customer:1:phone')).toThrow();
        const at = sealed.length - 6;
        const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
        expect(() => seal.unseal(changed, 'customer:1:email')).toThrow();
      }),
    );
  });

  test('gives another text each time, so that equal values cannot be told', () => {
    const seal = openSeal(openKeys(data));
    const texts = Array.from({ length: 2_000 }, () => seal.seal('same', 'a:b:c'));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('keeps opening what older keys sealed, seals by the newest, and says which key is gone', () => {
    const before = openSeal(openKeys(data)).seal('陳美玲', 'a:b:c');
    const rotated = rotateSeal(data);
    const after = openSeal(openKeys(data));
    expect(after.unseal(before, 'a:b:c')).toBe('陳美玲');
    const newer = after.seal('陳美玲', 'a:b:c');
    expect(newer.split('.')[0]).toBe(rotated.seal.at(-1)?.id);
    const without = openSeal({ ...rotated, seal: rotated.seal.slice(1) });
    expect(without.unseal(newer, 'a:b:c')).toBe('陳美玲');
    expect(() => without.unseal(before, 'a:b:c')).toThrow(/key/);
  });

  test('blinds a value by what people mean to be equal', () => {
    const seal = openSeal(openKeys(data));
    expect(seal.blind(' Mei@Example.tw')).toBe(seal.blind('mei@example.TW '));
    expect(seal.blind('+886 (2) 2345-6789', true)).toBe(seal.blind('886223456789', true));
    expect(seal.blind('a')).not.toBe(seal.blind('b'));
    expect(openSeal({ ...openKeys(data), blind: Buffer.alloc(32).toString('base64url') }).blind('a')).not.toBe(
      seal.blind('a'),
    );
  });
});

describe('[SEAL2] the key file', () => {
  test('is made once, for its owner alone, and no two installations share a secret', () => {
    const keys = openKeys(data);
    const file = join(data, 'keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openKeys(data)).toEqual(keys);
    const secrets = [keys.blind, keys.audit, keys.seal[0]?.key];
    const others = openKeys(join(data, 'other'));
    expect(new Set([...secrets, others.blind, others.audit, others.seal[0]?.key]).size).toBe(6);
  });

  test('is refused, and left as it is, when it cannot be read whole', () => {
    openKeys(data);
    const file = join(data, 'keys.json');
    const whole = JSON.parse(readFileSync(file, 'utf8'));
    for (const broken of [
      '',
      '{}',
      JSON.stringify({ ...whole, audit: 'short' }),
      JSON.stringify({ ...whole, seal: [] }),
    ]) {
      writeFileSync(file, broken);
      expect(() => openKeys(data)).toThrow(expect.objectContaining({ code: 'keys_unreadable' }));
      expect(readFileSync(file, 'utf8')).toBe(broken);
    }
  });
});
