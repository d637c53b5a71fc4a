import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsFor, type Row, seen } from '../agreement/oracle.ts';
import { CODES, type Code } from '../live/firm.ts';
import { heard, type Roads, roads } from './roads.ts';

let firm: Roads['firm'];
let trade: Roads['trade'];
let tables: Roads['tables'];
let of: Roads['of'];

beforeAll(async () => {
  ({ firm, trade, tables, of } = await roads());
});
afterAll(() => firm.close());

test('[ROAD7] a command’s id belongs to its person: another one’s answer is not to be had by it', async () => {
  const rep = of('rep');
  const id = 'order-of-rep-0001';
  const input = {
    customerId: trade.customers.rep?.[0],
    warehouseId: firm.warehouses.get('TPE'),
    lines: [{ productId: trade.products[0], quantity: 1 }],
  };
  const first = (await rep.desk.command('order.create', input, id)).body as { answer: { id: string } };
  expect(first.answer.id).toBeDefined();
  expect((await rep.desk.command('order.create', input, id)).body).toEqual(first);
  for (const code of ['rep2', 'op', 'exec', 'wall', 'admin', 'fin'] as const) {
    const { desk, screen } = of(code);
    const fresh = await desk.command('order.create', input, `another-${code}-id`);
    const replayed = await desk.command('order.create', input, id);
    expect([code, heard(replayed)]).toEqual([code, heard(fresh)]);
    expect(replayed.text).not.toContain(first.answer.id);
    expect(await screen.ask('command', { name: 'order.create', id, input })).toEqual(fresh.body);
  }
});

test('[ROAD8] [LIVE16] who is on a row is told to those who see it, in which field to those who read that field, by name to those who may know names', async () => {
  const order = (tables.order ?? []).find(
    (row) =>
      row.status === 'confirmed' && row.warehouseId === firm.warehouses.get('TPE') && row.sellerId === firm.idOf('rep'),
  ) as Row;
  const line = (tables.order_line ?? []).find((row) => row.orderId === order.id) as Row;
  const tell = async (field: string | null, on: string | null = null): Promise<Map<Code, unknown>> => {
    // What a screen heard last stands until it hears otherwise: who is told nothing new is not told.
    await of('rep').screen.ask('presence.here', { noun: 'order', id: order.id, field, line: on });
    // Each hears by a connection of its own: what was told before their own question is answered has arrived by then.
    for (const code of CODES) await of(code).screen.ask('alive', null);
    // What the mover is told of themselves their page leaves out.
    return new Map(
      CODES.filter((code) => code !== 'rep').map((code) => [
        code,
        of(code)
          .screen.presences.at(-1)
          ?.people.find(({ name }) => name.startsWith('Rep '))?.field,
      ]),
    );
  };
  for (const code of CODES)
    if (code !== 'rep') await of(code).screen.ask('presence.here', { noun: 'order', id: order.id });
  await firm.settled();
  for (const field of [
    'total',
    'notes',
    'deliveryStreet',
    'settlement',
    'promisedOn',
    'creditLimit',
    'no_such_field',
  ]) {
    const told = await tell(field);
    for (const code of CODES) {
      if (code === 'rep') continue;
      const { who } = of(code);
      const sees = seen(who, 'order', order) !== null;
      const names = (tables.person ?? []).some(
        (row) => row.id === firm.idOf('rep') && fieldsFor(who, 'person', row)?.has('name'),
      );
      const field_ = fieldsFor(who, 'order', order)?.has(field) ? field : null;
      expect([code, field, told.get(code)]).toEqual([code, field, sees && names ? field_ : undefined]);
    }
  }
  const told = await tell('unitPrice', line.id);
  for (const code of ['boss', 'op', 'fin', 'exec'] as const)
    expect([code, told.get(code)]).toEqual([
      code,
      fieldsFor(of(code).who, 'order_line', line)?.has('unitPrice') ? 'unitPrice' : null,
    ]);
  // On a line of another order the field is nobody's to be told.
  const elsewhere = (tables.order_line ?? []).find((row) => row.orderId !== order.id) as Row;
  expect([...new Set((await tell('unitPrice', elsewhere.id)).values())].filter((one) => one !== undefined)).toEqual([
    null,
  ]);
});
