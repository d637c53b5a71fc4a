import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { barredRights } from './barred.ts';

const importing = startingRoles.find(({ code }) => code === 'sales_manager')?.rules ?? [];
const barred = (rules: readonly Rule[]): string | undefined =>
  barredRights(rightsOf(rules, { id: 'ann', teamId: null, warehouses: [] }))?.refused;

test('[P3] an import tells nobody of an order, a line or a price that they may not read', () => {
  expect(barred(importing)).toBeUndefined();
  expect(barred(importing.filter(({ may }) => may !== 'import'))).toBe('not_permitted');
  for (const on of ['order', 'order_line'] as const) {
    const own = importing.map((rule) =>
      rule.on === on && rule.may === 'read' ? { ...rule, scope: 'own' as const } : rule,
    );
    expect(barred(own)).toBe('import.needs_all_orders');
  }
  const priceless = importing.map((rule) =>
    rule.on === 'order_line' ? { ...rule, groups: rule.groups.filter((group) => group !== 'amounts') } : rule,
  );
  expect(barred(priceless)).toBe('import.needs_all_orders');
});
