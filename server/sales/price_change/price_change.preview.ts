import type { Rights } from '../../../shared/access/permit.ts';
import type { Seen } from '../../../shared/access/project.ts';
import type { Day } from '../../../shared/base/day.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { mulDivRound, PPM } from '../../../shared/base/money.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import type { PriceChangeInput } from '../../../shared/sales/price_change/price_change.commands.ts';
import { markOf, type Outcome, PRICES_AT_MOST, planOf } from '../../../shared/sales/price_change/price_change.plan.ts';
import { unfit } from '../../../shared/sales/price_change/price_change.rules.ts';
import { conditionSql } from '../../read/condition-sql.ts';
import { readMany, readOne } from '../../read/read.ts';
import { visibleRows } from '../../read/visible.ts';
import type { Seal } from '../../store/seal.ts';
import type { Query } from '../../store/store.ts';
import { settingOf } from '../../system/settings.ts';
import { holdingPrices } from './price_change.facts.ts';

export type PreviewLine = {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string | null;
  readonly localName: string | null;
  readonly minQuantity: number;
  readonly was: number;
  readonly price: number;
  readonly wasLeast: number | null;
  readonly least: number | null;
  readonly outcome: Outcome;
  /** Where it `ends`: its last day. From the next on, a change reaches the one that it covers. */
  readonly until: Day | null;
  /** The first day after, from which the product has another price that is entered already. */
  readonly later: Day | null;
  /** Of one base unit, in the list's currency and without tax: the dearest shelf's. Absent where the reader sees no cost. */
  readonly cost?: number;
  /** The new price, without tax, is less than that. */
  readonly belowCost?: true;
};
export type Preview = {
  readonly currency: string;
  readonly lines: readonly PreviewLine[];
  /** Prices that would be written. */
  readonly prices: number;
  readonly mark: string;
};

/** Rows by id, however many. */
const manyOf = async (query: Query, seal: Seal, rights: Rights, noun: 'price' | 'product', ids: readonly string[]) => {
  const found = new Map<string, Seen>();
  for (let from = 0; from < ids.length; from += 500)
    for (const [id, row] of await readMany(query, seal, rights.view(noun), ids.slice(from, from + 500)))
      found.set(id, row);
  return found;
};
const marks = (some: readonly unknown[]): string => some.map(() => '?').join(', ');

/** The dearest shelf's cost of each product, of shelves whose cost the reader sees. */
const costsOf = async (query: Query, rights: Rights, products: readonly string[]) => {
  const view = rights.view('stock');
  if (!view.ever('unitCost') || products.length === 0) return new Map<string, number>();
  const seen = conditionSql(visibleRows(view, 'unitCost'));
  const found = await query.all(
    `SELECT "productId", MAX("unitCost") AS "cost" FROM "stock"
      WHERE "productId" IN (${marks(products)}) AND "unitCost" > 0 AND ${seen.text} GROUP BY "productId"`,
    [...products, ...seen.params],
  );
  return new Map(found.map(({ productId, cost }) => [String(productId), Number(cost)]));
};

const laterOf = async (query: Query, rights: Rights, listId: string, day: Day, products: readonly string[]) => {
  if (products.length === 0) return new Map<string, Day>();
  const seen = conditionSql(visibleRows(rights.view('price'), 'validFrom'));
  const found = await query.all(
    `SELECT "productId", "minQuantity", MIN("validFrom") AS "later" FROM "price"
      WHERE "priceListId" = ? AND "validFrom" > ? AND "productId" IN (${marks(products)}) AND ${seen.text}
      GROUP BY "productId", "minQuantity"`,
    [listId, day, ...products, ...seen.params],
  );
  return new Map(found.map((row) => [`${row.productId} ${row.minQuantity}`, String(row.later)]));
};

/** What `price_change.make` would write, of what the asker sees; refused as the command is. Writes nothing. */
export const previewOf = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  input: PriceChangeInput,
  today: Day,
): Promise<Preview | Refusal> => {
  if (!rights.mayEver('price_change', 'create'))
    return { refused: 'not_permitted', with: { noun: 'price_change', action: 'create' } };
  const refusal = unfit(input, today);
  if (refusal) return refusal;
  const list = (await readOne(query, seal, rights.view('price_list'), input.priceListId)) as
    | (Seen & Partial<RowOf<'price_list'>>)
    | null;
  if (!list) return { refused: 'missing', field: 'priceListId', with: { noun: 'price_list' } };
  const holding = await holdingPrices(query, { product: rights.view('product'), price: rights.view('price') }, input);
  if (holding === null) return { refused: 'price_change.too_many', field: 'which', with: { limit: PRICES_AT_MOST } };
  if ('refused' in holding) return holding;
  const { ids, covering } = holding;
  const seen = await manyOf(query, seal, rights, 'price', ids);
  const prices = ids.flatMap((id) => (seen.get(id) as RowOf<'price'> | undefined) ?? []);
  const plan = planOf(prices, covering, input, today);
  const products = [...new Set(prices.map(({ productId }) => productId))];
  const cards = await manyOf(query, seal, rights, 'product', products);
  const costs = await costsOf(query, rights, products);
  const later = await laterOf(query, rights, input.priceListId, input.validFrom, products);

  const currency = list.currency ?? '';
  const own = (await settingOf(query, 'organisation')).currency;
  const rate = currency === own ? 1_000_000 : (await settingOf(query, 'rates'))[currency];
  const taxed = list.includesTax && rights.view('tax_code').ever('rate');
  const rates = new Map(
    taxed
      ? (await query.all('SELECT "code", "rate" FROM "tax_code"')).map((row) => [String(row.code), Number(row.rate)])
      : [],
  );
  /** A price of this product without tax. */
  const netOf = (price: number, taxCode: unknown): number =>
    Number(mulDivRound(BigInt(price), BigInt(PPM), BigInt(PPM + (rates.get(String(taxCode)) ?? 0))));

  const lines = plan.map(({ price, unitPrice, minPrice, outcome }): PreviewLine => {
    const card = cards.get(price.productId) as Partial<RowOf<'product'>> | undefined;
    const found = costs.get(price.productId);
    const cost =
      found === undefined || !rate ? undefined : Number(mulDivRound(BigInt(found), 1_000_000n, BigInt(rate)));
    return {
      ...{ id: price.id, productId: price.productId, sku: price.sku, minQuantity: price.minQuantity },
      ...{ name: card?.name ?? null, localName: card?.localName ?? null },
      ...{ was: price.unitPrice, price: unitPrice, wasLeast: price.minPrice, least: minPrice, outcome },
      until: outcome === 'ends' ? (price.validTo ?? null) : null,
      later: later.get(`${price.productId} ${price.minQuantity}`) ?? null,
      ...(cost === undefined ? {} : { cost }),
      ...(cost !== undefined && netOf(unitPrice, card?.taxCode) < cost ? { belowCost: true as const } : {}),
    };
  });
  const written = lines.filter(({ outcome }) => outcome === 'changed');
  return { currency, lines, prices: written.length, mark: markOf(plan) };
};
