import { expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import { entriesFor, homeOf, mayOpen, standingOf } from './navigation.ts';

const canOf = (code: string) => {
  const rules = startingRoles.find((role) => role.code === code)?.rules ?? [];
  return (noun: string, action: string): boolean => rules.some(({ on, may }) => on === noun && may === action);
};

test('[P12] a page is there for whom its menu entry is, and one to enter something for who may enter it', () => {
  const seller = canOf('sales_rep');
  expect(['orders', 'order-new', 'order', 'sessions'].map((route) => mayOpen(route, seller))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['review', 'roles', 'receipt-new', 'receive'].map((route) => mayOpen(route, seller))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const operator = canOf('warehouse_operator');
  expect(['picking', 'receive', 'order'].map((route) => mayOpen(route, operator))).toEqual([true, true, true]);
  expect(['order-new', 'order-edit', 'customer-new', 'receivables'].map((route) => mayOpen(route, operator))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('[P12] everybody’s home is in their menu', () => {
  for (const { code, home } of startingRoles) {
    const entries = entriesFor(canOf(code), () => true);
    if (code === 'wall') continue;
    expect([code, homeOf(home, entries)?.id]).toEqual([code, home.slice(1)]);
    for (const { route } of entries) expect([code, route, mayOpen(route, canOf(code))]).toEqual([code, route, true]);
  }
});

test('[View as] a page of whom one looks as is there, says that all on it is hidden, or is not theirs', () => {
  const theirs = canOf('finance_manager');
  // Of what the administrator may, what both read is left, and nothing that they do.
  const admin = canOf('administrator');
  const met = (noun: string, action: string): boolean =>
    action === 'read' && theirs(noun, action) && admin(noun, action);
  const standing = (route: string) => standingOf(route, met, theirs);
  expect(['today', 'orders', 'review'].map(standing)).toEqual(['open', 'open', 'open']);
  expect(['invoices', 'receipts', 'receivables', 'stock'].map(standing)).toEqual(Array(4).fill('hidden'));
  expect(['picking', 'people', 'roles', 'receipt-new', 'my-mail'].map(standing)).toEqual(Array(5).fill('absent'));
  for (const route of ['orders', 'people', 'receipt-new', 'invoices', 'nothing'])
    expect(standingOf(route, admin, admin)).toBe(mayOpen(route, admin) ? 'open' : 'absent');
});
