/**
 * What an executive's whole board costs to open and to keep right, over companies of ten thousand, a hundred thousand and
 * a million order lines; beside it the bare statements that say the same of the rows.
 */
import { type CompanyFigures, figuresOf } from '../../server/insight/figure.company.ts';
import { FigureRooms } from '../../server/insight/figure.rooms.ts';
import type { Company } from '../../server/system/company.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { FigureQuery, FigureTold } from '../../shared/insight/figure.ts';
import type { Bench } from './figure.ts';
import { nthOrder, type SmallCompany, smallCompany } from './small-company.ts';

const LINES = [10_000, 100_000, 1_000_000] as const;
const PER_ORDER = 5;
const DAYS = 730;
const DAY_MS = 86_400_000;
const CHANGES = 150;
const ROUNDS = 5;
const SELLERS = 200;

const board: readonly FigureQuery[] = [
  { measure: 'bookings', period: 'month_to_date', compare: 'year' },
  { measure: 'revenue', period: 'month_to_date', compare: 'previous' },
  { measure: 'margin_share', period: 'last_28_days', compare: 'previous' },
  { measure: 'average_order', period: 'last_28_days', compare: 'previous' },
  { measure: 'orders_open', by: 'fulfilment' },
  { measure: 'orders_open_value' },
  { measure: 'orders_late' },
  { measure: 'holds_open', by: 'kind' },
  { measure: 'on_time_in_full', period: 'last_12_weeks', by: 'week' },
  { measure: 'bookings', period: 'last_12_weeks', by: 'day', compare: 'year' },
  { measure: 'bookings', period: 'last_12_months', by: 'month', compare: 'previous' },
  { measure: 'bookings', period: 'year_to_date', by: 'sellerId' },
  { measure: 'bookings_count', period: 'last_28_days', by: 'settlement' },
  { measure: 'receivable_open', by: 'bucket' },
  { measure: 'dso' },
  { measure: 'cash_expected', by: 'week' },
  { measure: 'stock_value', by: 'warehouseId' },
  { measure: 'stock_cover' },
  { measure: 'time_to_confirm', period: 'last_28_days', compare: 'previous' },
];
/** What no summary carries: over a month, asked of its rows. */
const tops: readonly FigureQuery[] = [
  { measure: 'bookings', period: 'last_28_days', by: 'customerId', top: 10 },
  { measure: 'line_bookings', period: 'last_28_days', by: 'productId', top: 10 },
];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** History laid down past the commands: completed orders of the last two years, spread over days, sellers and customers. */
const history = async (
  { company, sellers, customers, products, warehouse }: SmallCompany,
  lines: number,
): Promise<void> => {
  const orders = lines / PER_ORDER;
  const start = Date.now() - DAYS * DAY_MS;
  const pick = (ids: readonly string[], at: string): string =>
    `CASE ${at} % ${ids.length} ${ids.map((id, i) => `WHEN ${i} THEN '${id}'`).join(' ')} END`;
  const few = sellers.slice(0, 20);
  const numbers = (count: number): string =>
    `WITH RECURSIVE "n"("i") AS (SELECT 0 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < ${count - 1})`;
  const at = `${start} + ("i" * ${DAYS} / ${orders}) * ${DAY_MS} + ("i" * 7919 % 32400) * 1000`;
  await company.store.write(async (connection) => {
    await connection.run(
      `INSERT INTO "sales_order" ("id", "number", "status", "customerId", "sellerId", "warehouseId", "currency", "source", "submittedAt", "confirmedAt", "completedAt", "fulfilment", "billing", "payment", "settlement", "net", "tax", "total", "rate", "cost", "margin", "lineCount") ${numbers(orders)} SELECT 'order-' || "i", 'H' || "i", 'completed', ${pick(customers.slice(0, 40), '"i"')}, ${pick(few, '("i" * 31)')}, '${warehouse}', 'TWD', 'import', ${at}, ${at} + 600000, ${at} + 86400000, 'delivered', 'invoiced', 'paid', CASE "i" % 4 WHEN 0 THEN 'net' WHEN 1 THEN 'prepayment' WHEN 2 THEN 'cash_on_delivery' ELSE 'instalments' END, 1000 + "i" % 977, 50, 1050 + "i" % 977, 1000000, 600, 400 + "i" % 977, ${PER_ORDER} FROM "n"`,
    );
    await connection.run(
      `INSERT INTO "sales_order_line" ("id", "orderId", "position", "productId", "quantity", "shipped", "invoiced", "net", "currency", "rate", "customerId", "sellerId", "warehouseId", "orderStatus", "fulfilment", "nature", "submittedAt") ${numbers(lines)} SELECT 'line-' || "i", 'order-' || ("i" / ${PER_ORDER}), 1 + "i" % ${PER_ORDER}, ${pick(products, '("i" * 13)')}, 3, 3, 3, 200 + "i" % 97, 'TWD', 1000000, ${pick(customers.slice(0, 40), `("i" / ${PER_ORDER})`)}, ${pick(few, `(("i" / ${PER_ORDER}) * 31)`)}, '${warehouse}', 'completed', 'delivered', 'goods', ${at.replaceAll('"i"', `("i" / ${PER_ORDER})`)} FROM "n"`,
    );
  });
};

type Open = {
  readonly company: Company;
  readonly figures: CompanyFigures;
  readonly rooms: FigureRooms;
  readonly told: FigureTold[];
  close(): void;
};
const opened = (company: Company, figures: CompanyFigures): Open => {
  const told: FigureTold[] = [];
  const rooms = new FigureRooms({
    figures,
    clock: () => performance.now(),
    tell: (_room, one) => told.push(one),
    settled: async () => undefined,
    report: (error) => {
      throw error;
    },
  });
  return { company, figures, rooms, told, close: () => rooms.close() };
};

/** Opens the questions for a person, as screens do: all at once. ms */
const open = async ({ company, rooms }: Open, personId: string, questions: readonly FigureQuery[]): Promise<number> => {
  const actor = await company.people.actor(personId);
  if (!actor) throw new Error('nobody');
  const began = performance.now();
  await Promise.all(
    questions.map(async (query) => {
      const room = rooms.find((noun: NounName) => actor.rights.view(noun), query);
      if (isRefusal(room)) throw new Error(`${query.measure}: ${JSON.stringify(room)}`);
      rooms.join(room);
      await rooms.figure(room);
    }),
  );
  return performance.now() - began;
};

/** Processor time of `count` orders entered while figures are kept and told, ms an order. */
const entered = async (small: SmallCompany, standing: Open | null, from: number, count: number): Promise<number> => {
  const { company } = small;
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  for (let n = from; n < from + count; n++) {
    const { seller, input } = nthOrder(small, n);
    const { kept } = await company.writer.command(seller, () => company.people.actor(seller), {
      name: 'order.create',
      id: `bench-${n}`,
      input,
    });
    if ('refused' in kept) throw new Error(JSON.stringify(kept));
    // A round each ten orders: at a hundred orders a second, ten rounds a second, more than the product has.
    if (standing && n % 10 === 9) {
      await standing.figures.kept.settle();
      await standing.rooms.flush();
    }
  }
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 1_000 / count;
};

type Measured = {
  readonly open: number;
  readonly top: number;
  readonly bare: number;
  readonly rebuild: number;
  readonly update: number;
  readonly share: number;
};

const measured = async (lines: number): Promise<Measured> => {
  const small = await smallCompany(20);
  const { company } = small;
  const executive = await small.person('executive', 0);
  await history(small, lines);
  const figures = figuresOf(company, (error) => {
    throw error;
  });
  let began = performance.now();
  await figures.kept.start();
  await figures.kept.made();
  const rebuild = performance.now() - began;
  let standing = opened(company, figures);
  const opens: number[] = [];
  const topped: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round++) {
    standing.close();
    standing = opened(company, figures);
    opens.push(await open(standing, executive, board));
    topped.push(await open(standing, executive, tops));
  }
  began = performance.now();
  await company.store.aside(
    'SELECT SUM("net") AS "net", COUNT(*) AS "count" FROM "sales_order" WHERE "status" IN (?, ?, ?)',
    ['submitted', 'confirmed', 'completed'],
  );
  const bare = performance.now() - began;
  // In turns: the same orders with figures kept and open, and without anybody listening.
  let n = 0;
  await entered(small, null, 0, 100);
  n += 100;
  const withFigures: number[] = [];
  const without: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    without.push(await entered(small, null, n, CHANGES));
    n += CHANGES;
    const unlisten = company.onCommit((entries) => {
      figures.kept.take(entries);
      standing.rooms.take(entries);
    });
    await figures.kept.start();
    await figures.kept.made();
    standing.close();
    standing = opened(company, figures);
    await open(standing, executive, board);
    withFigures.push(await entered(small, standing, n, CHANGES));
    n += CHANGES;
    unlisten();
  }
  if (standing.told.length === 0) throw new Error('no figure moved');
  const differences = await figures.kept.verify();
  if (differences.length > 0) throw new Error(`sums and rows differ: ${JSON.stringify(differences[0])}`);
  standing.close();
  await figures.kept.close();
  await small.close();
  return {
    open: median(opens.slice(1)),
    top: median(topped.slice(1)),
    bare,
    rebuild,
    update: median(withFigures.map((value, i) => value - (without[i] as number))),
    share: median(withFigures.map((value, i) => value / (without[i] as number))),
  };
};

/** Two hundred sellers with a board of their own each: what a sale costs by whose board it moves, not by how many there are. */
const audiences = async (): Promise<{ one: number; all: number }> => {
  const small = await smallCompany(SELLERS);
  const { company } = small;
  await history(small, 10_000);
  const figures = figuresOf(company, (error) => {
    throw error;
  });
  await figures.kept.start();
  await figures.kept.made();
  const own = board.filter(({ measure }) =>
    ['bookings', 'orders_open', 'average_order', 'bookings_count', 'orders_late'].includes(measure),
  );
  const results: { one: number[]; all: number[] } = { one: [], all: [] };
  let n = 0;
  for (let round = 0; round < 3; round++) {
    for (const [name, people] of [
      ['one', small.sellers.slice(0, 1)],
      ['all', small.sellers],
    ] as const) {
      const standing = opened(company, figures);
      for (const person of people) await open(standing, person, own);
      const unlisten = company.onCommit((entries) => {
        figures.kept.take(entries);
        standing.rooms.take(entries);
      });
      results[name].push(await entered(small, standing, n, CHANGES));
      n += CHANGES;
      unlisten();
      standing.close();
    }
  }
  await figures.kept.close();
  await small.close();
  return { one: median(results.one), all: median(results.all) };
};

const bench: Bench = {
  group: 'figures',
  figures: [
    ...LINES.flatMap((lines) => [`figures.open.${lines}`, `figures.top.${lines}`, `figures.rebuild.${lines}`]),
    'figures.update',
    'figures.audiences',
  ],
  run: async (report) => {
    const updates: number[] = [];
    for (const lines of LINES) {
      const one = await measured(lines);
      report({ name: `figures.open.${lines}`, value: one.open, unit: 'ms', bar: { atMost: 100 } });
      report({ name: `figures.top.${lines}`, value: one.top, unit: 'ms', floor: one.bare });
      report({ name: `figures.rebuild.${lines}`, value: one.rebuild / 1_000, unit: 's' });
      report({ name: `figures.kept.${lines}`, value: one.update, unit: 'ms/order', ratio: one.share });
      updates.push(one.share);
    }
    report({
      name: 'figures.update',
      value: Math.max(...updates),
      unit: '× an order',
      floor: Math.min(...updates),
      bar: { atMost: 1.25 },
    });
    const { one, all } = await audiences();
    report({ name: 'figures.audiences', value: all, unit: 'ms/order', floor: one, bar: { atMost: 1.5 } });
  },
};

export default bench;
