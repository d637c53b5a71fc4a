/** What lies of a product, as far as the reader sees it, without a screen. */
import { sum } from '../../../shared/base/money.ts';
import { wanted } from '../../../shared/sales/order/order.progress.ts';
import type { Shown } from '../../live/collection.ts';

export type Totals = {
  /** Base units; null where a row's figure is not the reader's to see. */
  readonly onHand: number | null;
  readonly reserved: number | null;
  readonly available: number | null;
  readonly value: number | null;
};

const over = (rows: readonly Shown<'stock'>[], field: keyof Totals): number | null => {
  const figures = rows.map((row) => row[field]);
  return figures.some((figure) => figure === undefined) ? null : sum(figures as readonly number[]);
};
export const totalsOf = (rows: readonly Shown<'stock'>[]): Totals => ({
  onHand: over(rows, 'onHand'),
  reserved: over(rows, 'reserved'),
  available: over(rows, 'available'),
  value: over(rows, 'value'),
});

type Waiting = Pick<Shown<'order_line'>, 'quantity' | 'closed' | 'shipped' | 'reserved'>;
/** What a line still waits for, base units. */
export const missing = ({ quantity = 0, closed = 0, shipped = 0, reserved = 0 }: Waiting): number =>
  Math.max(0, wanted({ quantity, closed }) - shipped - reserved);

export type Adjusted = {
  readonly onHand: number;
  /** Reservations that are given up because fewer are there, base units. */
  readonly givenUp: number;
};
/** What an adjustment leaves at a place; null where the server would refuse it. */
export const adjusted = (row: Pick<Shown<'stock'>, 'onHand' | 'reserved'>, change: number): Adjusted | null => {
  const onHand = (row.onHand ?? 0) + change;
  if (change === 0 || onHand < 0) return null;
  return { onHand, givenUp: Math.max(0, (row.reserved ?? 0) - onHand) };
};
