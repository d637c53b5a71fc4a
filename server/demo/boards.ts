import type { BoardTile } from '../../shared/insight/board/board.tiles.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

type Laid = readonly [shows: string, x: number, y: number, w: number, h: number];
const laid = (tiles: readonly Laid[]): readonly BoardTile[] =>
  tiles.map(([shows, x, y, w, h]) => ({ id: shows, shows, x, y, w, h }));

const salesMeeting = laid([
  ['bookings', 0, 0, 3, 2],
  ['average_order', 3, 0, 3, 2],
  ['margin_share', 6, 0, 3, 2],
  ['orders_late', 9, 0, 3, 2],
  ['bookings_trend', 0, 2, 6, 5],
  ['top_sellers', 6, 2, 3, 5],
  ['holds_kinds', 9, 2, 3, 5],
]);
const shift = laid([
  ['picked_today', 0, 0, 3, 2],
  ['shipped_today', 3, 0, 3, 2],
  ['picks_waiting', 6, 0, 3, 2],
  ['lines_backordered', 9, 0, 3, 2],
  ['lines_by_hour', 0, 2, 6, 4],
  ['orders_due', 6, 2, 6, 4],
]);
const cash = laid([
  ['receivable_open', 0, 0, 3, 2],
  ['receivable_overdue', 3, 0, 3, 2],
  ['dso', 6, 0, 3, 2],
  ['receipts_unallocated', 9, 0, 3, 2],
  ['cash_expected', 0, 2, 6, 5],
  ['receivable_customers', 6, 2, 6, 5],
]);

/** Boards that people of the company made for themselves and shared with those who work with them. */
export const enterBoards = async ({ must }: Stage, at: number, cast: Cast): Promise<void> => {
  const boards = [
    [cast.salesManager, 'Sales meeting 業務會議', salesMeeting, 'last_28_days', ['sales_rep', 'executive']],
    [cast.warehouseManager, 'The shift 當班', shift, 'today', ['warehouse_operator']],
    [cast.financeManager, 'Cash 資金', cash, 'last_28_days', ['finance_clerk', 'executive']],
  ] as const;
  for (const [ownerId, name, tiles, period, readers] of boards) {
    const id = await must(ownerId, at, 'board.create', { name, tiles, filter: { period, compare: 'previous' } });
    await must(ownerId, at, 'board.share', {
      id,
      shares: readers.map((role) => ({ kind: 'role', id: cast.roles.get(role) })),
    });
    // Who looks after the cash all day begins there.
    if (tiles === cash) await must(cast.clerks.at(-1) ?? '', at, 'board.start', { boardId: id });
  }
};
