import { expect, test } from 'vitest';
import { parseInput } from '../../server/write/perform.ts';
import type { Command } from '../../shared/base/command.ts';
import { uuid7 } from '../../shared/base/id.ts';
import { commands } from '../../shared/commands.ts';
import { customerIdOf, productIdOf } from '../../shared/exchange/import_run/import.masters.ts';
import { lineIdOf, orderIdOf } from '../../shared/exchange/import_run/import.rules.ts';

const mine = uuid7(Date.UTC(2026, 2, 2), new Uint8Array(10));
const refusal = (name: keyof typeof commands, input: object) => {
  const parsed = parseInput(commands[name] as unknown as Command, input);
  return 'refused' in parsed ? parsed.field : null;
};

test('[P3] nobody chooses the id of what an import makes: it would tell whether that number is here', () => {
  const line = (id: string) => ({ id, productId: mine, quantity: 1 });
  const order = (id: string, lineId: string) => ({ id, customerId: mine, lines: [line(lineId)] });
  const customer = (id: string) => ({ id, name: 'Acme', country: 'TW', priceListId: mine });
  const product = (id: string) => ({ id, sku: 'A', name: 'A', baseUnit: 'PCS', taxCode: 'T5' });
  expect(refusal('order.create', order(orderIdOf('536365'), mine))).toBe('id');
  expect(refusal('order.create', order(mine, lineIdOf('536365', 1)))).toBe('lines.0.id');
  expect(refusal('order.update', { id: orderIdOf('536365'), add: [line(lineIdOf('536365', 1))] })).toBe('add.0.id');
  expect(refusal('customer.create', customer(customerIdOf('17850')))).toBe('id');
  expect(refusal('product.create', product(productIdOf('85123A')))).toBe('id');
  expect(refusal('order.create', order(mine, mine))).toBeNull();
  expect(refusal('customer.create', customer(mine))).toBeNull();
  expect(refusal('product.create', product(mine))).toBeNull();
  // What is there already is named by whatever id it has.
  expect(refusal('order.submit', { id: orderIdOf('536365') })).toBeNull();
});
