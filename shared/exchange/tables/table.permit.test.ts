import { expect, test } from 'vitest';
import { type Rights, rightsOf } from '../../access/permit.ts';
import { startingRoles } from '../../access/roles.ts';
import type { Rule } from '../../access/rule.ts';
import { barredTable } from './table.permit.ts';

const rule = (on: Rule['on'], may: string, scope: Rule['scope'], groups: readonly string[] = []): Rule => ({
  ...{ on, may, scope, when: null, groups },
});
const rights = (...rules: readonly Rule[]): Rights =>
  rightsOf([rule('import_run', 'read', 'own', ['basics']), ...rules], {
    ...{ id: 'person', teamId: null, warehouses: ['tpe'] },
  });
const bar = (...rules: readonly Rule[]): string | null => barredTable('stock', rights(...rules))?.refused ?? null;
const blind = 'import.needs_all_rows';

test('[IMP14] opening stock is for who sees what lies wherever they receive', () => {
  expect(bar(rule('stock', 'receive', 'all'))).toBe(blind);
  expect(bar(rule('stock', 'receive', 'all'), rule('stock', 'read', 'warehouse', ['basics', 'place']))).toBe(blind);
  expect(bar(rule('stock', 'receive', 'all'), rule('stock', 'read', 'all', ['basics', 'quantities']))).toBe(blind);
  expect(bar(rule('stock', 'receive', 'warehouse'), rule('stock', 'read', 'all', ['basics', 'place']))).toBeNull();
  expect(
    bar(
      rule('stock', 'receive', 'warehouse'),
      rule('stock', 'read', 'warehouse', ['place']),
      rule('stock', 'read', 'all', ['basics']),
    ),
  ).toBeNull();
});

test('[IMP14] no role that comes with the product receives goods without that', () => {
  const receiving = startingRoles.filter(({ rules }) =>
    rules.some(({ on, may }) => on === 'stock' && may === 'receive'),
  );
  expect(receiving.length).toBeGreaterThan(0);
  expect(receiving.map(({ code, rules }) => [code, bar(...rules)])).toEqual(receiving.map(({ code }) => [code, null]));
});
