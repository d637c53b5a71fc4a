/**
 * The tiles that there are, as data: the dashboard, the executive board, own boards and the wall draw from it. A tile is a
 * measure (shared/insight/measures.ts) and the way it is shown; its name and meaning are the measure's words.
 */
import type { FigureQuery, PeriodName } from '../../../shared/insight/figure.ts';
import { splitFor, usualPeriod } from './split.ts';

/**
 * `number` large, with comparison and a spark of its trend; `flow` what a day has brought so far, beside the day before;
 * `queue` how many wait and since when the oldest; `line` and `bar` over time; `stacked` shares of one whole; `ageing`
 * the same from pale to brick; `funnel` stage by stage; `top` the largest, named.
 */
export const tileViews = ['number', 'flow', 'queue', 'line', 'bar', 'stacked', 'ageing', 'funnel', 'top'] as const;
export type TileView = (typeof tileViews)[number];
export const tileGroups = ['sales', 'finance', 'warehouse'] as const;
export type TileGroup = (typeof tileGroups)[number];

export type Tile = {
  /** Kept in boards: never given to another tile. */
  readonly id: string;
  readonly group: TileGroup;
  readonly measure: string;
  readonly view: TileView;
  /** The period of the board that it stands on, what stands now, or always this one. */
  readonly over: 'board' | 'now' | PeriodName;
  /** How it is split: `time` by days, weeks or months as the period asks; or a dimension of the measure. */
  readonly by: string | null;
  readonly top?: number;
  /** Columns of twelve, and rows of `ROW` px. */
  readonly size: { readonly w: number; readonly h: number };
};
/** Height of one row of a board, px. */
export const ROW = 72;

export type TileFrame = {
  readonly period: FigureQuery['period'];
  readonly compare?: FigureQuery['compare'];
  /** Of a whole board; left out where the tile's measure does not have the dimension. */
  readonly only?: FigureQuery['only'];
};

const tile = (
  group: TileGroup,
  id: string,
  measure: string,
  view: TileView,
  over: Tile['over'],
  by: string | null,
  size: readonly [w: number, h: number],
  top?: number,
): Tile => ({ id, group, measure, view, over, by, size: { w: size[0], h: size[1] }, ...(top ? { top } : {}) });

const SMALL = [3, 2] as const;
const WIDE = [6, 4] as const;
const HALF = [4, 4] as const;
const SLIM = [3, 4] as const;
/** Eight names and the others. */
const LONG = [4, 5] as const;

export const tiles: readonly Tile[] = [
  tile('sales', 'bookings', 'bookings', 'number', 'board', 'time', SMALL),
  tile('sales', 'bookings_count', 'bookings_count', 'number', 'board', 'time', SMALL),
  tile('sales', 'bookings_margin', 'bookings_margin', 'number', 'board', 'time', SMALL),
  tile('sales', 'margin_share', 'margin_share', 'number', 'board', 'time', SMALL),
  tile('sales', 'average_order', 'average_order', 'number', 'board', 'time', SMALL),
  tile('sales', 'orders_cancelled', 'orders_cancelled', 'number', 'board', 'time', SMALL),
  tile('sales', 'cancellations', 'cancellations', 'number', 'board', 'time', SMALL),
  tile('sales', 'cancellations_reasons', 'cancellations', 'top', 'board', 'cancelReason', HALF, 6),
  tile('sales', 'time_to_confirm', 'time_to_confirm', 'number', 'board', 'time', SMALL),
  tile('sales', 'time_to_complete', 'time_to_complete', 'number', 'board', 'time', SMALL),
  tile('sales', 'orders_open_value', 'orders_open_value', 'number', 'now', null, SMALL),
  tile('sales', 'bookings_trend', 'bookings', 'line', 'board', 'time', WIDE),
  tile('sales', 'bookings_count_trend', 'bookings_count', 'bar', 'board', 'time', WIDE),
  tile('sales', 'bookings_margin_trend', 'bookings_margin', 'line', 'board', 'time', WIDE),
  tile('sales', 'bookings_by_settlement', 'bookings', 'stacked', 'board', 'settlement', HALF),
  tile('sales', 'bookings_by_warehouse', 'bookings', 'stacked', 'board', 'warehouseId', HALF),
  tile('sales', 'top_customers', 'bookings', 'top', 'board', 'customerId', LONG, 8),
  tile('sales', 'top_customers_count', 'bookings_count', 'top', 'board', 'customerId', LONG, 8),
  tile('sales', 'top_sellers', 'bookings', 'top', 'board', 'sellerId', LONG, 8),
  tile('sales', 'top_products', 'line_bookings', 'top', 'board', 'productId', LONG, 8),
  tile('sales', 'orders_funnel', 'orders_open', 'funnel', 'now', 'fulfilment', SLIM),
  tile('sales', 'orders_status', 'orders_open', 'stacked', 'now', 'status', SLIM),
  tile('sales', 'orders_late', 'orders_late', 'queue', 'now', null, SMALL),
  tile('sales', 'holds_open', 'holds_open', 'queue', 'now', null, SMALL),
  tile('sales', 'holds_kinds', 'holds_opened', 'top', 'board', 'kind', HALF, 6),
  tile('sales', 'lines_backordered', 'lines_backordered', 'queue', 'now', null, SMALL),
  tile('sales', 'booked_today', 'bookings', 'flow', 'today', null, SMALL),
  tile('sales', 'orders_today', 'bookings_count', 'flow', 'today', null, SMALL),

  tile('finance', 'revenue', 'revenue', 'number', 'board', 'time', SMALL),
  tile('finance', 'revenue_trend', 'revenue', 'bar', 'board', 'time', WIDE),
  tile('finance', 'revenue_customers', 'revenue', 'top', 'board', 'customerId', LONG, 8),
  tile('finance', 'receivable_open', 'receivable_open', 'number', 'now', null, SMALL),
  tile('finance', 'receivable_overdue', 'receivable_overdue', 'number', 'now', null, SMALL),
  tile('finance', 'receivable_ageing', 'receivable_open', 'ageing', 'now', 'bucket', HALF),
  tile('finance', 'receivable_customers', 'receivable_open', 'top', 'now', 'customerId', LONG, 8),
  tile('finance', 'cash_expected', 'cash_expected', 'bar', 'next_8_weeks', 'week', HALF),
  tile('finance', 'dso', 'dso', 'number', 'now', null, SMALL),
  tile('finance', 'orders_waiting_review', 'orders_waiting_review', 'queue', 'now', null, SMALL),
  tile('finance', 'to_invoice', 'to_invoice', 'queue', 'now', null, SMALL),
  tile('finance', 'receipts_unallocated', 'receipts_unallocated', 'number', 'now', null, SMALL),
  tile('finance', 'receipts', 'receipts', 'number', 'board', 'time', SMALL),
  tile('finance', 'receipts_trend', 'receipts', 'bar', 'board', 'time', WIDE),
  tile('finance', 'invoiced_today', 'revenue', 'flow', 'today', null, SMALL),
  tile('finance', 'received_today', 'receipts', 'flow', 'today', null, SMALL),

  tile('warehouse', 'on_time_in_full', 'on_time_in_full', 'number', 'board', 'time', SMALL),
  tile('warehouse', 'on_time_trend', 'on_time_in_full', 'line', 'board', 'time', WIDE),
  tile('warehouse', 'fill_rate', 'fill_rate', 'number', 'now', null, SMALL),
  tile('warehouse', 'lines_shipped', 'lines_shipped', 'number', 'board', 'time', SMALL),
  tile('warehouse', 'lines_shipped_trend', 'lines_shipped', 'bar', 'board', 'time', WIDE),
  tile('warehouse', 'pieces_shipped', 'pieces_shipped', 'number', 'board', 'time', SMALL),
  tile('warehouse', 'shipments', 'shipments', 'number', 'board', 'time', SMALL),
  tile('warehouse', 'shipped_today', 'shipments', 'flow', 'today', null, SMALL),
  tile('warehouse', 'picked_today', 'picks_done', 'flow', 'today', null, SMALL),
  tile('warehouse', 'picks_by_hour', 'picks_done', 'bar', 'today', 'hour', HALF),
  tile('warehouse', 'lines_picked', 'lines_picked', 'number', 'board', 'time', SMALL),
  tile('warehouse', 'lines_by_hour', 'lines_picked', 'bar', 'today', 'hour', HALF),
  tile('warehouse', 'picks_waiting', 'picks_waiting', 'queue', 'now', null, SMALL),
  tile('warehouse', 'picks_stages', 'picks_waiting', 'funnel', 'now', 'status', SLIM),
  tile('warehouse', 'orders_due', 'orders_due', 'bar', 'next_7_days', 'day', HALF),
  tile('warehouse', 'stock_low', 'stock_low', 'queue', 'now', null, SMALL),
  tile('warehouse', 'stock_value', 'stock_value', 'number', 'now', null, SMALL),
  tile('warehouse', 'stock_value_places', 'stock_value', 'stacked', 'now', 'warehouseId', HALF),
  tile('warehouse', 'stock_cover', 'stock_cover', 'number', 'now', null, SMALL),
];

/** A number and what is said of it; the others have points that are drawn. */
export const isNumeral = ({ view }: Pick<Tile, 'view'>): boolean =>
  view === 'number' || view === 'flow' || view === 'queue';

const byId = new Map(tiles.map((one) => [one.id, one]));
/** A tile of the library; undefined for an id that a later version took away. */
export const tileNamed = (id: string): Tile | undefined => byId.get(id);

/** What a tile asks, on a board that shows this. A day beside the day before is said, not compared. */
export const queryOfTile = (
  { measure, view, over, by, top }: Tile,
  { period, compare, only }: TileFrame,
): FigureQuery => {
  const dated = over === 'now' ? null : over === 'board' ? (period ?? usualPeriod) : over;
  const split = by === 'time' ? splitFor(dated) : by;
  const compared = over === 'board' ? (compare ?? null) : view === 'flow' ? 'previous' : null;
  return {
    measure,
    ...(dated ? { period: dated } : {}),
    ...(split ? { by: split } : {}),
    ...(only ? { only } : {}),
    ...(dated && compared ? { compare: compared } : {}),
    ...(top ? { top } : {}),
  };
};
