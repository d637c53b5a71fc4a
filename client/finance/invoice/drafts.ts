/** What invoices of many orders would say, asked once: before a person issues them. */
import type { Day } from '../../../shared/base/day.ts';
import { sum } from '../../../shared/base/money.ts';
import { type NounName, nounNamed, type RowOf } from '../../../shared/catalogue.ts';
import { type Draft, draftOf } from '../../../shared/finance/invoice/invoice.draft.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import type { TaxRounding } from '../../../shared/sales/order/order.totals.ts';
import type { Shown } from '../../live/collection.ts';
import { allRowsOf } from '../../sales/list/rows.ts';

/** Ids in one question, at most. */
const AT_ONCE = 100;
const ROWS_AT_MOST = 20_000;

export const pages = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** All rows of a noun whose `field` is among the ids. */
export const rowsAmong = async <N extends NounName>(
  noun: N,
  field: string,
  ids: readonly string[],
  also: readonly Filter[] = [],
): Promise<readonly Shown<N>[]> => {
  const found: Shown<N>[] = [];
  for (const some of pages([...new Set(ids)], AT_ONCE)) {
    const where: Filter = { all: [{ field, is: 'in', value: [...some] }, ...also] };
    found.push(...(await allRowsOf(noun, { where }, ROWS_AT_MOST)));
  }
  return found;
};

/** The row whole; null for a reader from whom some of what is reckoned with is kept. */
export const wholeRow = <N extends NounName>(
  noun: N,
  row: Shown<N>,
  needed: readonly (keyof RowOf<N> & string)[],
): RowOf<N> | null =>
  needed.every((field) => row[field as keyof Shown<N>] !== undefined || nounNamed(noun).fields[field] === undefined)
    ? (row as unknown as RowOf<N>)
    : null;

const lineFields = [
  'nature',
  'quantity',
  'closed',
  'shipped',
  'invoiced',
  'position',
  'unitPrice',
  'discount',
  'taxCode',
  'taxRate',
  'net',
  'tax',
  'total',
] as const;
const orderFields = ['priceIncludesTax', 'net', 'tax', 'settlement', 'termsDays', 'currency'] as const;

export type Rows = {
  readonly order: Shown<'order'>;
  readonly lines: readonly Shown<'order_line'>[];
  readonly invoices: readonly Shown<'invoice'>[];
  readonly allocations: readonly Shown<'allocation'>[];
};
/** The draft of one order from its rows; null where there is nothing to invoice or its figures are not the reader's to see. */
export const draftFrom = (rows: Rows, today: Day, rounding: TaxRounding): Draft | null => {
  const order = wholeRow('order', rows.order, orderFields);
  const lines = rows.lines.flatMap((line) => wholeRow('order_line', line, lineFields) ?? []);
  const invoices = rows.invoices.flatMap((one) => wholeRow('invoice', one, ['status', 'net', 'tax']) ?? []);
  if (!order || lines.length < rows.lines.length || invoices.length < rows.invoices.length) return null;
  const allocations = rows.allocations.flatMap(
    (one) => wholeRow('allocation', one, ['allocated', 'receivableId']) ?? [],
  );
  return draftOf({ order, lines, invoices, allocations }, today, rounding);
};

export type Waiting = {
  /** The order's. */
  readonly id: string;
  readonly number: string;
  readonly customerName: string;
  readonly currency: string;
  /** Minor units; null where it is not the reader's to see. */
  readonly total: number | null;
};
/** The orders' next invoices, by customer and order. */
export const waitingOf = async (
  orderIds: readonly string[],
  today: Day,
  rounding: TaxRounding,
): Promise<readonly Waiting[]> => {
  const [orders, lines, invoices, allocations] = await Promise.all([
    rowsAmong('order', 'id', orderIds),
    rowsAmong('order_line', 'orderId', orderIds),
    rowsAmong('invoice', 'orderId', orderIds),
    rowsAmong('allocation', 'orderId', orderIds, [{ field: 'receivableId', is: 'eq', value: null }]),
  ]);
  const own = <R extends { readonly orderId?: string }>(rows: readonly R[], id: string) =>
    rows.filter(({ orderId }) => orderId === id);
  return orders
    .map((order): Waiting => {
      const { id } = order;
      const rows = { order, lines: own(lines, id), invoices: own(invoices, id), allocations: own(allocations, id) };
      return {
        id,
        number: order.number ?? '',
        customerName: order.customerName ?? '',
        currency: order.currency ?? '',
        total: draftFrom(rows, today, rounding)?.total ?? null,
      };
    })
    .sort((a, b) =>
      a.customerName === b.customerName ? (a.number < b.number ? -1 : 1) : a.customerName < b.customerName ? -1 : 1,
    );
};

/** Sums by currency; null where one of them is not known. */
export const sums = (
  waiting: readonly Waiting[],
): readonly { readonly currency: string; readonly total: number }[] | null => {
  if (waiting.some(({ total }) => total === null)) return null;
  return [...new Set(waiting.map(({ currency }) => currency))].map((currency) => ({
    currency,
    total: sum(waiting.filter((one) => one.currency === currency).map(({ total }) => total ?? 0)),
  }));
};
