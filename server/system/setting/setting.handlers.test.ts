import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsFrom } from '../../../shared/system/setting/setting.defaults.ts';
import { dialects } from '../../../tests/databases.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('settings on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());
  const now = async () => settingsFrom(await w.rows('setting'));

  test('[S8] a setting holds its default until it is set, in its own form only', async () => {
    expect(await now()).toMatchObject({ 'tax.rounding': 'document', organisation: { currency: 'TWD' } });
    await w.do('setting.set', { key: 'tax.rounding', value: 'line' });
    await w.do('setting.set', { key: 'tax.rounding', value: 'document' });
    await w.do('setting.set', { key: 'rates', value: { USD: 31_500_000 } });
    expect(await now()).toMatchObject({ 'tax.rounding': 'document', rates: { USD: 31_500_000 } });
    expect(await w.rows('setting')).toHaveLength(2);
    const zone = { name: 'A', currency: 'TWD', timeZone: 'Nowhere/Here', language: 'en' };
    for (const [key, value] of [
      ['tax.rounding', 'never'],
      ['organisation', zone],
      ['rates', { XXX: 1 }],
      ['credit.near', 2_000_000],
    ]) {
      expect(await w.refuse('setting.set', { key, value })).toMatchObject({
        refused: 'setting.not_fitting',
        with: { key },
      });
    }
    expect(await w.refuse('setting.set', { key: 'no.such', value: 1 })).toMatchObject({ refused: 'input.invalid' });
    // Made from what no longer stands, it is refused; from what stands, by itself or as the default, it is taken.
    expect(await w.refuse('setting.set', { key: 'rates', value: {}, from: { USD: 1 } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'value',
    });
    await w.do('setting.set', { key: 'rates', value: {}, from: { USD: 31_500_000 } });
    await w.do('setting.set', { key: 'quote.days', value: 14, from: 30 });
    expect(await w.refuse('setting.set', { key: 'quote.days', value: 21, from: 30 })).toMatchObject({
      refused: 'changed_meanwhile',
    });
    // Whoever sets what stands already overwrites nothing.
    await w.do('setting.set', { key: 'quote.days', value: 14, from: 30 });
    const reader = w.as(rulesFor('setting', ['read']));
    expect(await reader.refuse('setting.set', { key: 'rates', value: {} })).toMatchObject({ refused: 'not_permitted' });
  });
});
