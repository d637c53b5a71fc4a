import type { Day } from '../../base/day.ts';
import type { Change, Refusal } from '../../base/decision.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { fullName } from '../acting.ts';
import { priceFor } from '../price/price.rules.ts';
import type { LineInput } from './order.commands.ts';
import { wanted } from './order.progress.ts';
import { type TaxRounding, totals } from './order.totals.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;

/** What lines are made of: the products named, their units, their prices on the customer's list, the tax codes. */
export type Goods = {
  readonly products: readonly RowOf<'product'>[];
  readonly units: readonly RowOf<'product_unit'>[];
  readonly prices: readonly RowOf<'price'>[];
  readonly taxCodes: readonly RowOf<'tax_code'>[];
};

/** No order is worth more, in minor units: sums over many of them must stay within 2^53 − 1. */
export const TOTAL_AT_MOST = 10_000_000_000_000;

/** Base units in one of a product's units; null for a unit that it does not have. Absent: the base unit. */
export const unitOf = (
  goods: Goods,
  product: RowOf<'product'>,
  code: string | undefined,
): { readonly unit: string; readonly unitFactor: number } | null => {
  if (code === undefined || code === product.baseUnit) return { unit: product.baseUnit, unitFactor: 1 };
  const unit = goods.units.find((one) => one.productId === product.id && one.code === code);
  return unit ? { unit: unit.code, unitFactor: unit.factor } : null;
};

/**
 * The cells of a new line, without figures. A free line costs nothing; without a price of its own a line takes that of
 * the customer's list for its quantity and the day. `field` is the input's path, for the refusal.
 */
export const lineFrom = (
  input: LineInput,
  goods: Goods,
  day: Day,
  field: string,
): { readonly set: Partial<Line> } | Refusal => {
  const product = goods.products.find(({ id }) => id === input.productId);
  if (!product) return { refused: 'order.unknown_product', field: `${field}.productId` };
  const named = { sku: product.sku };
  if (product.status === 'discontinued')
    return { refused: 'order.product_discontinued', field: `${field}.productId`, with: named };
  const unit = unitOf(goods, product, input.unit);
  if (!unit)
    return { refused: 'order.unknown_unit', field: `${field}.unit`, with: { ...named, unit: input.unit ?? '' } };
  const taxCode = goods.taxCodes.find(({ code }) => code === product.taxCode);
  if (!taxCode)
    return {
      refused: 'order.unknown_tax_code',
      field: `${field}.productId`,
      with: { ...named, taxCode: product.taxCode },
    };
  const free = input.free === true;
  const unitPrice = free ? 0 : (input.unitPrice ?? priceFor(goods.prices, product.id, input.quantity, day)?.unitPrice);
  if (unitPrice === undefined) return { refused: 'order.no_price', field: `${field}.productId`, with: named };
  return {
    set: {
      productId: product.id,
      sku: product.sku,
      productName: fullName(product),
      nature: product.nature,
      quantity: input.quantity,
      ...unit,
      free,
      freeAs: free ? (input.freeAs ?? 'goods') : null,
      unitPrice,
      discount: free ? 0 : (input.discount ?? 0),
      taxCode: taxCode.code,
      taxRate: taxCode.rate,
    },
  };
};

/** Lines of which something left or was billed keep their figures: documents stand on them. */
export const isFrozen = (line: Pick<Line, 'shipped' | 'invoiced'>): boolean => line.shipped > 0 || line.invoiced > 0;

type Figured = Pick<Line, 'net' | 'tax' | 'total'>;
const figuresNow = ({ net, tax, total }: Figured): Figured => ({ net, tax, total });

/**
 * Figures of all lines and their sums, minor units. A line's are those of what is still wanted of it, the document's
 * discount taken off. Refuses `order.too_large`.
 */
export const figured = (
  order: Pick<Order, 'currency' | 'priceIncludesTax' | 'discount'>,
  lines: readonly Line[],
  taxRounding: TaxRounding,
): { readonly lines: ReadonlyMap<string, Figured>; readonly order: Figured } | Refusal => {
  const open = lines.filter((line) => !isFrozen(line));
  try {
    const found = totals({ ...order, taxRounding, lines: open.map((line) => ({ ...line, quantity: wanted(line) })) });
    const byLine = new Map(lines.map((line) => [line.id, figuresNow(line)]));
    open.forEach(({ id }, at) => {
      const { net, tax, gross } = found.lines[at] ?? { net: 0, tax: 0, gross: 0 };
      byLine.set(id, { net, tax, total: gross });
    });
    const sums = summed([...byLine.values()]);
    if (sums.total <= TOTAL_AT_MOST) return { lines: byLine, order: sums };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { refused: 'order.too_large' };
};

export const summed = (lines: readonly Figured[]): Figured => ({
  net: sum(lines.map((line) => line.net)),
  tax: sum(lines.map((line) => line.tax)),
  total: sum(lines.map((line) => line.total)),
});

/** The figures as changes of rows that are there already, where they differ. */
export const figureChanges = (
  order: Order,
  lines: readonly Line[],
  figures: { readonly lines: ReadonlyMap<string, Figured>; readonly order: Figured },
): Change[] => {
  const differs = (row: Figured, set: Figured) => row.net !== set.net || row.tax !== set.tax || row.total !== set.total;
  const changes = lines.flatMap((line): Change[] => {
    const set = figures.lines.get(line.id);
    return set && differs(line, set) ? [{ op: 'update', noun: 'order_line', id: line.id, set }] : [];
  });
  return differs(order, figures.order)
    ? [...changes, { op: 'update', noun: 'order', id: order.id, set: figures.order }]
    : changes;
};
