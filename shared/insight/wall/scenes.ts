/** What is on the scenes of a wall: four to six figures each, never more, read from five metres. */
import { buckets } from '../../finance/ageing.ts';
import type { FigureQuery } from '../figure.ts';
import type { SceneName } from './scene-names.ts';

export type WallFigureId =
  | 'shipped_today'
  | 'due_today'
  | 'late'
  | 'lines_by_hour'
  | 'to_pick'
  | 'lines_shipped'
  | 'backordered'
  | 'orders_today'
  | 'orders_by_day'
  | 'orders_open'
  | 'orders_by_progress'
  | 'bookings_today'
  | 'held'
  | 'cancelled_today'
  | 'to_review'
  | 'to_invoice'
  | 'overdue'
  | 'ageing'
  | 'unallocated'
  | 'holds_by_kind'
  | 'on_time'
  | 'stock_low';

export type WallFigure = {
  readonly id: WallFigureId;
  readonly query: FigureQuery;
  readonly unit: 'count' | 'money' | 'ppm';
  /** `large` and `small` are numbers, `bars` one bar a point. */
  readonly as: 'large' | 'small' | 'bars';
  /** Of a split by states: which have a bar, in this order, also when nothing stands there. */
  readonly keys?: readonly string[];
  /** Of the whole house on every wall: its measure does not tell warehouses apart. */
  readonly house?: true;
  /** More than none is what somebody should look at. */
  readonly alarms?: true;
  /** A number beside it, of the same kind. */
  readonly beside?: { readonly id: WallFigureId; readonly query: FigureQuery };
  /** Takes its place where the wall may not see it. */
  readonly instead?: WallFigure;
};
export type WallScene = readonly WallFigure[];

/** Where an order stands of which something has still to leave. */
const onTheWay = ['unreserved', 'backordered', 'reserved', 'picking', 'packed'];

const toPick: WallFigure = { id: 'to_pick', query: { measure: 'picks_waiting' }, unit: 'count', as: 'small' };
const backordered: WallFigure = {
  id: 'backordered',
  query: { measure: 'lines_backordered' },
  unit: 'count',
  as: 'small',
};
const held: WallFigure = { id: 'held', query: { measure: 'holds_open' }, unit: 'count', as: 'small' };
const toReview: WallFigure = {
  id: 'to_review',
  query: { measure: 'orders_waiting_review' },
  unit: 'count',
  as: 'small',
};

export const wallScenes: { readonly [name in SceneName]: WallScene } = {
  floor: [
    {
      id: 'shipped_today',
      query: { measure: 'shipments', period: 'today' },
      unit: 'count',
      as: 'large',
      beside: { id: 'due_today', query: { measure: 'orders_due', period: 'today' } },
    },
    { id: 'late', query: { measure: 'orders_late' }, unit: 'count', as: 'large', alarms: true },
    {
      id: 'lines_by_hour',
      query: { measure: 'lines_picked', period: 'today', by: 'hour' },
      unit: 'count',
      as: 'bars',
    },
    toPick,
    backordered,
    toReview,
  ],
  sales: [
    {
      id: 'orders_today',
      query: { measure: 'bookings_count', period: 'today', compare: 'previous' },
      unit: 'count',
      as: 'large',
    },
    { id: 'bookings_today', query: { measure: 'bookings', period: 'today' }, unit: 'money', as: 'large' },
    {
      id: 'orders_by_day',
      query: { measure: 'bookings_count', period: 'last_28_days', by: 'day' },
      unit: 'count',
      as: 'bars',
    },
    { id: 'orders_open', query: { measure: 'orders_open' }, unit: 'count', as: 'small' },
    held,
    {
      id: 'cancelled_today',
      query: { measure: 'cancellations', period: 'today' },
      unit: 'count',
      as: 'small',
    },
  ],
  finance: [
    { ...toReview, as: 'large' },
    { id: 'overdue', query: { measure: 'receivable_overdue' }, unit: 'money', as: 'large', alarms: true },
    {
      id: 'ageing',
      query: { measure: 'receivable_open', by: 'bucket' },
      unit: 'money',
      as: 'bars',
      keys: buckets,
      instead: { id: 'holds_by_kind', query: { measure: 'holds_open', by: 'kind' }, unit: 'count', as: 'bars' },
    },
    { id: 'to_invoice', query: { measure: 'to_invoice' }, unit: 'count', as: 'small' },
    held,
    { id: 'unallocated', query: { measure: 'receipts_unallocated' }, unit: 'money', as: 'small', house: true },
  ],
  warehouse: [
    { id: 'lines_shipped', query: { measure: 'lines_shipped', period: 'today' }, unit: 'count', as: 'large' },
    {
      id: 'on_time',
      query: { measure: 'on_time_in_full', period: 'last_7_days' },
      unit: 'ppm',
      as: 'large',
    },
    {
      id: 'orders_by_progress',
      query: {
        measure: 'orders_open',
        by: 'fulfilment',
        // Those of which something has still to leave: the others would dwarf them.
        only: [{ dimension: 'fulfilment', values: onTheWay }],
      },
      unit: 'count',
      as: 'bars',
      keys: onTheWay,
    },
    toPick,
    backordered,
    { id: 'stock_low', query: { measure: 'stock_low' }, unit: 'count', as: 'small' },
  ],
};

const inWarehouse = (query: FigureQuery, warehouseId: string): FigureQuery => ({
  ...query,
  only: [...(query.only ?? []), { dimension: 'warehouseId', values: [warehouseId] }],
});

/** A figure of one warehouse alone; as it is where its measure does not tell warehouses apart. */
const figureIn = (figure: WallFigure, warehouseId: string): WallFigure => ({
  ...figure,
  query: figure.house ? figure.query : inWarehouse(figure.query, warehouseId),
  ...(figure.beside ? { beside: { ...figure.beside, query: inWarehouse(figure.beside.query, warehouseId) } } : {}),
  ...(figure.instead ? { instead: figureIn(figure.instead, warehouseId) } : {}),
});

/** A scene as a wall shows it: of the whole house, or of the warehouse in which it hangs. */
export const sceneOf = (name: SceneName, warehouseId: string | null): WallScene =>
  warehouseId === null ? wallScenes[name] : wallScenes[name].map((figure) => figureIn(figure, warehouseId));

/** Every question that these scenes ask, each once. */
export const questionsOf = (
  scenes: readonly SceneName[],
  warehouseId: string | null = null,
): readonly FigureQuery[] => {
  const found = new Map<string, FigureQuery>();
  const add = (query: FigureQuery): void => void found.set(JSON.stringify(query), query);
  const take = (figure: WallFigure): void => {
    add(figure.query);
    if (figure.beside) add(figure.beside.query);
    if (figure.instead) take(figure.instead);
  };
  for (const name of scenes) sceneOf(name, warehouseId).forEach(take);
  return [...found.values()];
};

const told = ({ measure, period, by, only, compare, top }: FigureQuery): string =>
  JSON.stringify([
    measure,
    period ?? null,
    by ?? null,
    (only ?? []).map(({ dimension, values }) => [dimension, values]),
    compare ?? null,
    top ?? null,
  ]);
/** Whether these scenes ask this very question, however it is written. */
export const isAskedBy = (scenes: readonly SceneName[], warehouseId: string | null, query: FigureQuery): boolean =>
  questionsOf(scenes, warehouseId).some((one) => told(one) === told(query));
