/** A company with a hundred thousand orders, and the changes that arrive while somebody looks at them. */
import { DatabaseSync } from 'node:sqlite';
import type { Running } from '../../../server/system/server.ts';
import { nthOrder, type SmallCompany, smallCompany } from '../small-company.ts';

export const ORDERS = 100_000;
export const ENTERED = 100;
const SELLERS = 4;

type Order = { readonly id: string; readonly seller: string };
export type Firm = {
  readonly small: SmallCompany;
  readonly manager: string;
  /** The newest, entered by command: what is changed is in sight. */
  readonly entered: readonly Order[];
};

const enter = async (small: SmallCompany, n: number, id: string): Promise<Order> => {
  const { seller, input } = nthOrder(small, n);
  const { kept } = await small.company.writer.command(seller, () => small.company.people.actor(seller), {
    name: 'order.create',
    id,
    input,
  });
  if ('refused' in kept) throw new Error(JSON.stringify(kept));
  return { id: String(kept.answer.id), seller };
};

/** One order's rows stand for the many below: copied by the database, with other days, customers, amounts and states. */
const copies = (small: SmallCompany): void => {
  const db = new DatabaseSync(`${small.folder}/crossdock.db`);
  db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL');
  const changed: { readonly [column: string]: string } = {
    id: `t."id" || '-' || i`,
    number: `'SN-' || printf('%06d', i)`,
    orderedOn: `date(t."orderedOn", '-' || ((${ORDERS} - i) / 150) || ' days')`,
    promisedOn: `date(t."orderedOn", '-' || ((${ORDERS} - i) / 150 - 7) || ' days')`,
    fulfilment: `CASE i % 7 WHEN 0 THEN 'reserved' WHEN 1 THEN 'picking' WHEN 2 THEN 'packed' ELSE 'delivered' END`,
    payment: `CASE i % 5 WHEN 0 THEN 'unpaid' WHEN 1 THEN 'part_paid' WHEN 2 THEN 'overdue' ELSE 'paid' END`,
    total: `t."total" + i * 1700`,
    customerName: `t."customerName" || ' ' || (i % 900)`,
    // Sealed fields are bound to their row's id: copies go without them.
    consignee: 'NULL',
    deliveryStreet: 'NULL',
    deliveryPhone: 'NULL',
    deliveryInstructions: 'NULL',
  };
  const columns = db
    .prepare(`SELECT "name" FROM pragma_table_info('sales_order')`)
    .all()
    .map(({ name }) => String(name));
  db.exec(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ORDERS})
    INSERT INTO "sales_order" (${columns.map((column) => `"${column}"`).join(', ')})
    SELECT ${columns.map((column) => changed[column] ?? `t."${column}"`).join(', ')}
    FROM n, (SELECT * FROM "sales_order" LIMIT 1) AS t`);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
};

export const makeFirm = async (): Promise<Firm> => {
  const small = await smallCompany(SELLERS);
  const manager = await small.person('sales_manager', 0);
  const entered = await Promise.all(Array.from({ length: ENTERED }, (_, n) => enter(small, n, `bench-order-${n}`)));
  await small.company.close();
  copies(small);
  return { small, manager, entered };
};

/** Hands in `rate` changes a second, evenly, until it is ended: nine of ten change an order, one enters one. */
export const arriving = (running: Running, { small, entered }: Firm, rate: number): { end(): Promise<void> } => {
  const { company } = running;
  const notes = new Map<string, string>();
  const waits = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  let n = 0;
  const change = async ({ id, seller }: Order, at: number): Promise<void> => {
    const to = `Changed ${at}`;
    const { kept } = await company.writer.command(seller, () => company.people.actor(seller), {
      name: 'order.update',
      id: `bench-change-${at}`,
      input: { id, set: { notes: { from: notes.get(id) ?? null, to } } },
    });
    if ('refused' in kept) throw new Error(JSON.stringify(kept));
    notes.set(id, to);
  };
  const one = (): void => {
    const at = n++;
    if (at % 10 === 9) {
      enter({ ...small, company }, at, `bench-new-${at}`).catch((error: unknown) => faults.push(error));
      return;
    }
    const order = entered[(at * 7) % entered.length] as Order;
    const done = (waits.get(order.id) ?? Promise.resolve()).then(() => change(order, at));
    waits.set(
      order.id,
      done.catch((error: unknown) => void faults.push(error)),
    );
  };
  const began = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - began) * rate) / 1000;
    while (n < due) one();
  }, 10);
  return {
    end: async () => {
      clearInterval(timer);
      await Promise.all(waits.values());
      if (faults.length > 0) throw faults[0];
    },
  };
};
