/**
 * What a search costs over a hundred thousand products and a million orders, as each role: the first page of a list, or
 * the few rows of a palette, projected, by the road that the doors take. Beside it, in turns, what the bare database takes to fetch the orders of a
 * word that five thousand have, and to put them in order; and how long the event loop is kept by a search.
 */
import { DatabaseSync } from 'node:sqlite';
import { read, reading } from '../../server/read/read.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Bench } from './figure.ts';
import { numberOf, type SearchFirm, searchFirm, skuOf } from './search/firm.ts';

const ROLES = [
  'sales_rep',
  'sales_manager',
  'finance_clerk',
  'finance_manager',
  'warehouse_operator',
  'warehouse_manager',
  'executive',
  'administrator',
] as const;
const ROUNDS = 5;
const LIMIT = 100;
/** Rows that the palette asks for. */
const FEW = 6;
/** Of the bare statement's time: it takes some 25 ms where nothing else runs, so that a search is there in 50. */
const BAR = 2;
/** ms, by the clock: what a search may take at most, whatever is asked and by whom. */
const BAR_SLOWEST = 50;
/** ms of the event loop for a page of a hundred rows: it is decoded and projected there, and nothing is looked for. */
const BAR_LOOP = 8;

type Asked = { readonly noun: NounName; readonly search: string | null; readonly limit?: number };
/** What people type: a number, a rare word, a common one, their beginnings, several, Chinese in pairs, a SKU, nothing. */
const QUESTIONS: { readonly [name: string]: Asked } = {
  number: { noun: 'order', search: numberOf(712_345) },
  number_end: { noun: 'order', search: '0712345' },
  // As it is typed: the numbers of five years stand before these in the list.
  number_year: { noun: 'order', search: 'SO-2020', limit: FEW },
  number_begun: { noun: 'order', search: 'SO-2020-012', limit: FEW },
  year_and_customer: { noun: 'order', search: '2020 tainan' },
  customer: { noun: 'order', search: 'Tainan 3401' },
  customer_cjk: { noun: 'order', search: '台南五金' },
  common: { noun: 'order', search: 'taipei' },
  common_prefix: { noun: 'order', search: 's' },
  rare_note: { noun: 'order', search: 'zephyrine' },
  middling: { noun: 'order', search: 'fragile' },
  rare_and_common: { noun: 'order', search: 'taipei zephyrine' },
  two_common: { noun: 'order', search: 'taipei hardware' },
  few_rows: { noun: 'order', search: 'taipei hardware', limit: FEW },
  // One order in sixty has both, of the latest four hundred none.
  few_rows_later: { noun: 'order', search: 'hardware velvet', limit: FEW },
  never_meet: { noun: 'order', search: 'taipei tainan' },
  sku: { noun: 'order', search: skuOf(64_321) },
  goods: { noun: 'order', search: 'walnut' },
  goods_and_customer: { noun: 'order', search: '扳手 osaka' },
  goods_never_meet: { noun: 'order', search: 'walnut ceramic' },
  goods_and_customer_never_meet: { noun: 'order', search: 'taipei brass' },
  three_never_meet: { noun: 'order', search: 'porto lyon copper' },
  nothing: { noun: 'order', search: 'nowhere' },
  no_search: { noun: 'order', search: null },
  product_sku: { noun: 'product', search: skuOf(64_321) },
  product_name: { noun: 'product', search: 'walnut lamp' },
  product_cjk: { noun: 'product', search: '馬克' },
  product_prefix: { noun: 'product', search: 't' },
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** ms of one search and of the bare statement beside it, and of the event loop's own work, each the median of its rounds. */
type Took = { readonly search: number; readonly bare: number; readonly loop: number };

const asked = async (
  firm: SearchFirm,
  role: string,
  { noun, search, limit = LIMIT }: Asked,
  bare: () => number,
): Promise<Took> => {
  const { company } = firm;
  const actor = await company.people.actor(firm.people.get(role) as string);
  if (!actor) throw new Error(`no ${role}`);
  const view = actor.rights.view(noun);
  const took: Took[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [began, working] = [performance.now(), process.threadCpuUsage()];
    const page = await reading(company.store, Boolean(search), (query) =>
      read(query, company.seal, view, { search, limit }),
    );
    const { user, system } = process.threadCpuUsage(working);
    if ('refused' in page) throw new Error(JSON.stringify(page));
    took.push({ search: performance.now() - began, loop: (user + system) / 1_000, bare: bare() });
  }
  const of = (name: keyof Took): number => median(took.map((one) => one[name]));
  return { search: of('search'), bare: of('bare'), loop: of('loop') };
};

const bench: Bench = {
  group: 'search',
  figures: [...Object.keys(QUESTIONS).map((name) => `search.${name}`), 'search.slowest', 'search.loop', 'search.laid'],
  run: async (report) => {
    const laying = performance.now();
    const firm = await searchFirm(ROLES);
    report({ name: 'search.laid', value: (performance.now() - laying) / 1_000, unit: 's' });
    const db = new DatabaseSync(firm.file, { readOnly: true });
    const statement = db.prepare(
      `SELECT * FROM "sales_order" WHERE "id" IN (SELECT "rowId" FROM "search_word" WHERE "noun" = 'order' AND "word" = 'fragile')
       ORDER BY "number" || '' DESC LIMIT 101`,
    );
    const bare = (): number => {
      const began = performance.now();
      if (statement.all().length !== 101) throw new Error('the bare statement does not find what it should');
      return performance.now() - began;
    };
    bare();
    let loop = 0;
    let slowest = 0;
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const byRole: Took[] = [];
      for (const role of ROLES) byRole.push(await asked(firm, role, question, bare));
      const [worst] = byRole.sort((a, b) => b.search / b.bare - a.search / a.bare) as [Took];
      loop = Math.max(loop, ...byRole.map((one) => one.loop));
      slowest = Math.max(slowest, ...byRole.map((one) => one.search));
      const bar = { atMost: BAR };
      report({ name: `search.${name}`, value: worst.search, unit: 'ms', floor: worst.bare, bar });
    }
    report({ name: 'search.slowest', value: slowest, unit: 'ms', bar: { atMost: BAR_SLOWEST } });
    report({ name: 'search.loop', value: loop, unit: 'ms of the event loop', bar: { atMost: BAR_LOOP } });
    db.close();
    await firm.close();
  },
};

export default bench;
