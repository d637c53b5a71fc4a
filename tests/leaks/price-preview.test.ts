import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import { dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

type Body = {
  readonly lines?: readonly { readonly sku: string; readonly cost?: number; readonly belowCost?: true }[];
  readonly refused?: string;
};

describe.each(dialects)('what a change of prices would do, on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
  });
  afterAll(() => firm.close());
  const lower = () => ({ priceListId: trade.list, percent: -390_000, validFrom: '2026-04-01' });
  const ask = async (code: 'boss' | 'rep' | 'fin' | 'op' | 'admin' | 'exec', input: object = lower()) => {
    const desk = await firm.signIn(code);
    const { status, body, text } = await desk.send('POST', '/api/price-changes/preview', input);
    return { status, body: body as Body, text };
  };
  const costs = (factor: number) =>
    firm.company.store.write((connection) => connection.run(`UPDATE "stock" SET "unitCost" = "unitCost" * ${factor}`));

  test('[S8] whoever reads cost is told what would be sold below it', async () => {
    const { body } = await ask('boss');
    expect(body.lines?.length).toBe(6);
    expect(body.lines?.filter(({ cost }) => cost !== undefined).map(({ sku }) => sku)).toEqual([
      'SKU-700',
      'SKU-701',
      'SKU-702',
      'SKU-703',
      'SKU-704',
    ]);
    expect(body.lines?.some(({ belowCost }) => belowCost)).toBe(false);
    await costs(2);
    expect((await ask('boss')).body.lines?.filter(({ belowCost }) => belowCost).length).toBe(5);
  });

  test('[S8] it is asked beside the writer, off the event loop', async () => {
    const { store } = firm.company;
    const beside = vi.spyOn(store, 'beside');
    expect((await ask('boss')).status).toBe(200);
    expect(beside).toHaveBeenCalledTimes(1);
    beside.mockRestore();
  });

  test('[S8] whoever does not gets the same bytes, whatever the cost is', async () => {
    const manager = startingRoles.find(({ code }) => code === 'sales_manager');
    const rules = (manager?.rules ?? []).map((rule) =>
      rule.on === 'stock' ? { ...rule, groups: rule.groups.filter((group) => group !== 'cost') } : rule,
    );
    await firm.company.system('role.save', { id: firm.roles.get('sales_manager'), rules });
    const before = await ask('boss');
    await costs(50);
    const after = await ask('boss');
    expect(before.status).toBe(200);
    expect(after.text).toBe(before.text);
    expect(before.text).not.toMatch(/[cC]ost/);
  });

  test('[S8] whoever may change no prices is told nothing, and nothing is written for anybody', async () => {
    const entries = firm.entries.length;
    for (const code of ['rep', 'fin', 'op', 'admin', 'exec'] as const)
      expect([code, (await ask(code)).body]).toEqual([
        code,
        { refused: 'not_permitted', with: { noun: 'price_change', action: 'create' } },
      ]);
    expect((await ask('boss', { ...lower(), which: { field: 'nothing', is: 'eq', value: 1 } })).body.refused).toBe(
      'filter.unknown_field',
    );
    expect((await ask('boss', { ...lower(), validFrom: '2020-01-01' })).body.refused).toBe('price_change.past');
    expect(firm.entries.length).toBe(entries);
    expect(firm.faults).toEqual([]);
  });
});
