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
    const reader = w.as(rulesFor('setting', ['read']));
    expect(await reader.refuse('setting.set', { key: 'rates', value: {} })).toMatchObject({ refused: 'not_permitted' });
  });
});
