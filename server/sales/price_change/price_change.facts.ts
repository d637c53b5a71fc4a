import type { View } from '../../../shared/access/project.ts';
import type { Day } from '../../../shared/base/day.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import { PRICES_AT_MOST } from '../../../shared/sales/price_change/price_change.plan.ts';
import { conditionSql, type Sql } from '../../read/condition-sql.ts';
import { selectedBy } from '../../read/read.ts';
import { visibleRows } from '../../read/visible.ts';
import type { Query } from '../../store/store.ts';

export type Asked = {
  readonly priceListId: string;
  readonly which?: Filter | null | undefined;
  readonly validFrom: Day;
};
type Views = { readonly product: View; readonly price: View };

/** Prices whose every figure this reader sees: what one cannot see, one does not change by the hundred. */
const seenPrices = (price: View): Sql =>
  conditionSql({ all: [visibleRows(price, 'unitPrice'), visibleRows(price, 'minPrice')] });

/** Products that the asker sees and the filter finds, as a sub-query on `price.productId`; refused as a list is. */
const chosen = async (query: Query, { product }: Views, which: Filter | null | undefined): Promise<Sql | Refusal> => {
  const found = await selectedBy(query, product, { where: which ?? null });
  if ('refused' in found) return found;
  const { source, rows } = found;
  return { text: `"productId" IN (SELECT "id" FROM ${source} WHERE ${rows.text})`, params: rows.params };
};

export type Holding = {
  /** By SKU, one for each product and break. */
  readonly ids: readonly string[];
  /** Those of them after whose last day another that holds already goes on. */
  readonly covering: ReadonlySet<string>;
};

/**
 * The prices of the chosen products that would hold on the day: found by the database, so that what was valid once does
 * not come along. Null where there are more than one change may hold; they are counted no further than that first, since
 * to tell which of each holds, all have to be gone through.
 */
export const holdingPrices = async (
  query: Query,
  views: Views,
  { priceListId, which, validFrom }: Asked,
): Promise<Holding | null | Refusal> => {
  const products = await chosen(query, views, which);
  if ('refused' in products) return products;
  const seen = seenPrices(views.price);
  const valid = `FROM "price" WHERE "priceListId" = ? AND "validFrom" <= ? AND ("validTo" IS NULL OR "validTo" >= ?)
    AND ${products.text} AND ${seen.text}`;
  const params = [priceListId, validFrom, validFrom, ...products.params, ...seen.params];
  const some = await query.all(
    `SELECT DISTINCT "productId", "minQuantity" ${valid} LIMIT ${PRICES_AT_MOST + 1}`,
    params,
  );
  if (some.length > PRICES_AT_MOST) return null;
  const found = await query.all(
    `SELECT "id", CASE WHEN "validTo" < "last" THEN 1 ELSE 0 END AS "covers" FROM (
      SELECT "id", "sku", "minQuantity", "validTo",
        ROW_NUMBER() OVER (PARTITION BY "productId", "minQuantity" ORDER BY "validFrom" DESC, "id") AS "place",
        MAX(COALESCE("validTo", '9999-12-31')) OVER (PARTITION BY "productId", "minQuantity") AS "last"
      ${valid}) AS "holding"
    WHERE "place" = 1 ORDER BY "sku", "minQuantity", "id"`,
    params,
  );
  return {
    ids: found.map(({ id }) => String(id)),
    covering: new Set(found.flatMap(({ id, covers }) => (Number(covers) === 1 ? [String(id)] : []))),
  };
};
