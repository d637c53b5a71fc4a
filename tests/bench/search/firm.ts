/**
 * A company with a hundred thousand products and a million orders of a line each, laid down past the commands, with
 * the search words that the commands would have written. Two hundred sellers, of whom the first has five thousand orders.
 */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type Company, openCompany } from '../../../server/system/company.ts';
import { wordsOf } from '../../../shared/base/words.ts';
import { type SmallCompany, smallCompany } from '../small-company.ts';

export const PRODUCTS = 100_000;
export const ORDERS = 1_000_000;
const CUSTOMERS = 4_000;
const SELLERS = 200;

const THINGS = [
  'Wrench 扳手',
  'Lamp 檯燈',
  'Kettle 水壺',
  'Notebook 筆記本',
  'Drill 電鑽',
  'Mug 馬克杯',
  'Scarf 圍巾',
  'Valve 閥門',
];
const MAKES = ['Torque', 'Brass', 'Walnut', 'Ceramic', 'Titanium', 'Linen', 'Copper', 'Bamboo', 'Granite', 'Velvet'];
const TOWNS = [
  'Taipei 台北',
  'Tainan 台南',
  'Hsinchu 新竹',
  'Keelung 基隆',
  'Leeds 里茲',
  'Porto 波爾圖',
  'Osaka 大阪',
  'Lyon 里昂',
];
const TRADES = ['Hardware 五金行', 'Stationers 文具', 'Trading 貿易', 'Supply 供應', 'Kitchens 廚具', 'Holdings 控股'];

const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
export const customerName = (n: number): string => `${of(TOWNS, n)} ${of(TRADES, n >> 3)} ${1000 + n}`;
export const productName = (n: number): string => `${of(MAKES, n)} ${of(THINGS, n >> 4)} ${n % 97}`;
export const skuOf = (n: number): string => `${of(['QX', 'RB', 'TZ', 'WV'], n)}${100_000 + n}`;
export const numberOf = (n: number): string =>
  `SO-${2020 + Math.floor((n * 6) / ORDERS)}-${String(n).padStart(7, '0')}`;
/** One order in forty has a note; a few of those say something rare. */
const NOTES = ['call Zephyrine before delivery', 'fragile, second floor', 'leave at reception'];

type Columns = { readonly [column: string]: SQLInputValue };
/** Columns whose value is an expression over `seq.n` and the tables joined to it; all others are as in the table's first row. */
type Made = { readonly [column: string]: string };

/** One statement for all rows: a hundred times as fast as row by row. */
const fill = (db: DatabaseSync, table: string, count: number, made: Made, joins = ''): void => {
  const [like] = db.prepare(`SELECT * FROM "${table}" LIMIT 1`).all() as Columns[];
  if (!like) throw new Error(`${table} has no row to be like`);
  const names = Object.keys(like);
  const kept = names.filter((name) => !(name in made));
  const cells = names.map((name) => made[name] ?? '?');
  db.prepare(
    `WITH RECURSIVE seq(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM seq WHERE n < ${count - 1})
     INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
     SELECT ${cells.join(', ')} FROM seq ${joins}`,
  ).run(...kept.map((name) => like[name] as SQLInputValue));
};

const idSql = (kind: number, n: string): string => `printf('01900000-0000-7000-8${kind}00-%012x', ${n})`;

export type SearchFirm = {
  readonly company: Company;
  readonly file: string;
  /** By role. */
  readonly people: ReadonlyMap<string, string>;
  close(): Promise<void>;
};

/** Values by their number, and the words of each. */
const listed = (db: DatabaseSync, name: string, values: readonly string[]): void => {
  db.exec(
    `CREATE TEMP TABLE "${name}" ("i" INTEGER PRIMARY KEY, "value"); CREATE TEMP TABLE "${name}_word" ("i", "word")`,
  );
  const one = db.prepare(`INSERT INTO "${name}" VALUES (?, ?)`);
  const word = db.prepare(`INSERT INTO "${name}_word" VALUES (?, ?)`);
  values.forEach((value, i) => {
    one.run(i, value);
    for (const each of wordsOf(value)) word.run(i, each);
  });
};

/** Rows are told apart by these alone, so that what belongs to them is known without reading them. */
const customerSql = `((n * 7919) % ${CUSTOMERS})`;
const noteSql = `(CASE WHEN n % 40 <> 0 THEN NULL WHEN n % 40000 = 0 THEN 0 WHEN n % 200 = 0 THEN 1 ELSE 2 END)`;
const numberSql = `'SO-' || (2020 + n * 6 / ${ORDERS}) || '-' || printf('%07d', n)`;

/** Has the order the words that its texts would have been given by a command? */
const agree = (db: DatabaseSync, n: number): void => {
  const order = db.prepare('SELECT * FROM "sales_order" WHERE "number" = ?').get(numberOf(n));
  const found = db
    .prepare('SELECT "word" FROM "search_word" WHERE "rowId" = ? AND "at" = ?')
    .all(order?.id as string, numberOf(n));
  const laid = found.map(({ word }) => String(word)).sort();
  const texts = [order?.number, order?.customerName, order?.notes].filter((text) => typeof text === 'string');
  const wanted = texts.flatMap((text) => wordsOf(text)).sort();
  if (JSON.stringify(laid) !== JSON.stringify(wanted))
    throw new Error(`order ${n} is laid under ${laid}, not ${wanted}`);
};

const lay = (small: SmallCompany, file: string): void => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA threads = 2');
  const indexes = db
    .prepare(
      `SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'index' AND "sql" IS NOT NULL AND "tbl_name" IN ('search_word', 'sales_order', 'sales_order_line')`,
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  db.exec('BEGIN');
  listed(db, 'seller', small.sellers);
  listed(
    db,
    'named',
    Array.from({ length: CUSTOMERS }, (_, n) => customerName(n)),
  );
  listed(db, 'note', NOTES);
  listed(
    db,
    'goods',
    Array.from({ length: PRODUCTS }, (_, n) => `${skuOf(n)}\n${productName(n)}`),
  );
  fill(
    db,
    'product',
    PRODUCTS,
    {
      id: idSql(1, 'n'),
      sku: `substr("value", 1, instr("value", char(10)) - 1)`,
      name: `substr("value", instr("value", char(10)) + 1)`,
      localName: 'NULL',
      barcode: 'NULL',
    },
    'JOIN "goods" ON "goods"."i" = n',
  );
  const owners = { sellerId: '"seller"."value"', teamId: 'NULL', customerId: idSql(2, customerSql) };
  const bySeller = `JOIN "seller" ON "seller"."i" = n % ${SELLERS}`;
  fill(
    db,
    'sales_order',
    ORDERS,
    {
      ...owners,
      id: idSql(3, 'n'),
      number: numberSql,
      customerName: '"named"."value"',
      notes: '"note"."value"',
      status: `'completed'`,
      fulfilment: `'delivered'`,
      consignee: 'NULL',
      deliveryStreet: 'NULL',
      deliveryPhone: 'NULL',
      deliveryInstructions: 'NULL',
    },
    `${bySeller} JOIN "named" ON "named"."i" = ${customerSql} LEFT JOIN "note" ON "note"."i" = ${noteSql}`,
  );
  fill(
    db,
    'sales_order_line',
    ORDERS,
    {
      ...owners,
      id: idSql(4, 'n'),
      orderId: idSql(3, 'n'),
      productId: idSql(1, `(n * 31) % ${PRODUCTS}`),
      sku: `(SELECT substr("value", 1, instr("value", char(10)) - 1) FROM "goods" WHERE "i" = (n * 31) % ${PRODUCTS})`,
      orderStatus: `'completed'`,
      fulfilment: `'delivered'`,
    },
    bySeller,
  );
  // In the order of the key: a tree that is filled so is filled quickly.
  db.exec(`WITH RECURSIVE seq(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM seq WHERE n < ${ORDERS - 1})
    INSERT INTO "search_word" ("noun", "word", "fieldGroup", "at", "rowId")
    SELECT 'product', "word", 'basics', (SELECT "sku" FROM "product" WHERE "id" = ${idSql(1, '"i"')}), ${idSql(1, '"i"')} FROM "goods_word"
    UNION ALL SELECT 'order', 'so', 'basics', ${numberSql}, ${idSql(3, 'n')} FROM seq
    UNION ALL SELECT 'order', '' || (2020 + n * 6 / ${ORDERS}), 'basics', ${numberSql}, ${idSql(3, 'n')} FROM seq
    UNION ALL SELECT 'order', printf('%07d', n), 'basics', ${numberSql}, ${idSql(3, 'n')} FROM seq
    UNION ALL SELECT 'order', "word", 'party', ${numberSql}, ${idSql(3, 'n')} FROM seq JOIN "named_word" ON "i" = ${customerSql}
    UNION ALL SELECT 'order', "word", 'notes', ${numberSql}, ${idSql(3, 'n')} FROM seq JOIN "note_word" ON "i" = ${noteSql}
    ORDER BY 1, 2, 3, 4, 5`);
  db.exec('COMMIT');
  for (const { sql } of indexes) db.exec(sql);
  for (const n of [0, 712_345, ORDERS - 40]) agree(db, n);
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
};

/** One person of each role that reads orders or products; `sales_rep` is the first of the sellers. */
export const searchFirm = async (roles: readonly string[]): Promise<SearchFirm> => {
  const small = await smallCompany(SELLERS);
  const { company } = small;
  const people = new Map<string, string>();
  for (const role of roles)
    people.set(role, role === 'sales_rep' ? (small.sellers[0] as string) : await small.person(role, 900));
  await company.writer.command(small.sellers[0] as string, () => company.people.actor(small.sellers[0] as string), {
    name: 'order.create',
    id: 'bench-first',
    input: {
      customerId: small.customers[0],
      warehouseId: small.warehouse,
      lines: [{ productId: small.products[0], quantity: 1 }],
      submit: true,
    },
  });
  // Nobody else has the file while it is filled past the commands.
  await company.close();
  const file = join(small.folder, 'crossdock.db');
  lay(small, file);
  // Else the machine writes four gigabytes down while the first searches are measured.
  const laid = await open(file, 'r+');
  await laid.sync();
  await laid.close();
  const opened = await openCompany({ data: small.folder }, Date.now);
  return {
    company: opened,
    file,
    people,
    close: async () => {
      await opened.close();
      await rm(small.folder, { recursive: true, force: true });
    },
  };
};
