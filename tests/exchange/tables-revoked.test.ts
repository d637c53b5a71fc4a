/** Rights that are taken from an importer while a table of theirs is looked at. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rule } from '../../shared/access/rule.ts';
import type { TablePreview } from '../../shared/exchange/tables/table.preview.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { rulesOf, saveRole } from '../live/narrowing.ts';
import { bringTable, csv, tablePreview } from './tables.ts';

const HEAD = ['SKU', 'Product name', 'Base unit', 'Tax code', 'Pack unit', 'Base units per pack'];
/** More than one batch; of the second kind none but the first row is tried. */
const good = csv(HEAD, ...Array.from({ length: 450 }, (_, n) => [`P-${n}`, 'Bolt', 'pc', 'T5', 'BOX', 12]));
const bad = csv(HEAD, ...Array.from({ length: 1_200 }, (_, n) => [`P-${n}`, 'Bolt', 'pc', n ? 'T9' : 'T5', '', '']));

const onlyRead = (rule: Rule): boolean => rule.on !== 'product' || rule.may === 'read';
const withoutUnits = (rule: Rule): boolean => rule.on !== 'product_unit' || rule.may === 'read';

describe.each(dialects)('a table that is looked at while rights change on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
    await firm.company.system('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
    boss = await firm.signIn('boss');
  });
  afterEach(() => firm.close());

  /** Does it once, when rows were tried for the `nth` time and nothing of it has been told yet. */
  const atTrial = (nth: number, act: () => Promise<unknown>): void => {
    const { writer } = firm.company;
    const rehearse = writer.rehearse;
    let count = 0;
    writer.rehearse = async (...asked) => {
      const found = await rehearse(...asked);
      if (++count === nth) await act();
      return found;
    };
  };
  const leave = (rules: (rule: Rule) => boolean) => () =>
    saveRole(firm, 'sales_manager', rulesOf('sales_manager').filter(rules));
  const signOut = () => boss.send('DELETE', '/api/session');

  test('[P11] [LIVE12] [IMP15] a preview is not answered by rights or a session that are gone by then', async () => {
    atTrial(3, leave(onlyRead));
    const barred = await bringTable(firm, boss, 'products', good);
    expect([barred.status, barred.body]).toEqual([
      403,
      { refused: 'not_permitted', with: { noun: 'product', action: 'create' } },
    ]);
    await leave(() => true)();
    atTrial(3, signOut);
    const ended = await bringTable(firm, boss, 'products', good);
    expect([ended.status, ended.body]).toEqual([401, { refused: 'signed_out' }]);
    expect(firm.faults).toEqual([]);
  });

  test('[P11] [LIVE12] [IMP15] a preview under which rights change is told by the new ones', async () => {
    const { id, offered, choices } = await tablePreview(firm, boss, 'products', good);
    expect(offered).toContain('unit2');
    atTrial(3, leave(withoutUnits));
    const path = `/api/imports/tables/products/${id}/preview`;
    const again = await boss.send('POST', path, { choices });
    expect(again.status).toBe(200);
    const found = again.body as TablePreview;
    expect([found.offered.includes('unit2'), Object.keys(found.choices.columns).includes('unit2')]).toEqual([
      false,
      false,
    ]);
    expect(found.counts).toEqual({ rows: 450, added: 450, changed: 0, unchanged: 0, wrong: 0 });
    expect(firm.faults).toEqual([]);
  });

  test('[P11] [LIVE12] [IMP15] the list of what is wrong breaks off, and does not look whole', async () => {
    const { id, choices } = await tablePreview(firm, boss, 'products', bad);
    const list = () => boss.send('POST', `/api/imports/tables/products/${id}/faults.csv?lang=en`, { choices });
    expect((await list()).text.trim().split('\r\n')).toHaveLength(1 + 1_199);
    atTrial(1, leave(onlyRead));
    await expect(list()).rejects.toThrow();
    await leave(() => true)();
    atTrial(1, signOut);
    await expect(list()).rejects.toThrow();
    expect(firm.faults).toEqual([]);
  });
});
