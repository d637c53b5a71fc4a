/** The lines of an order as they read on the screen: what stands, what was edited here, and what follows from both. */
import type { Refusal } from '../../../shared/base/decision.ts';
import type { FreeKind, Fulfilment } from '../../../shared/sales/order/order.states.ts';
import type { Shown } from '../../live/collection.ts';
import { edited, isContested, type RowEdits } from '../edit/edits.ts';
import type { AddedLine, OrderDraft } from './order.draft.ts';
import type { Goods, Unit } from './order.goods.ts';

type Row = Shown<'order_line'>;
export const lineFields = ['quantity', 'unit', 'unitPrice', 'discount'] as const;
export type LineField = (typeof lineFields)[number];

export type LineView = {
  readonly id: string;
  readonly row: Row | null;
  readonly added: AddedLine | null;
  readonly removed: boolean;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly specification: string | null;
  readonly nature: 'goods' | 'charge';
  readonly free: boolean;
  /** As what it is given away; null where it is charged for. */
  readonly freeAs: FreeKind | null;
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly baseUnit: string;
  /** Base units; null while what is typed is none. */
  readonly quantity: number | null;
  /** Micro-units; null: none on the list; undefined: not the reader's to see. */
  readonly unitPrice: number | null | undefined;
  readonly listPrice: number | null;
  /** ppm */
  readonly discount: number | undefined;
  /** Minor units, before the document's tax where prices are without it. */
  readonly amount: number | null | undefined;
  readonly available: number | null;
  /** Base units that are asked for and not there: of a draft by what is available, of a confirmed order by what is reserved. */
  readonly short: number;
  readonly fulfilment: Fulfilment | undefined;
  readonly reserved: number;
  readonly picked: number;
  readonly packed: number;
  readonly shipped: number;
  readonly closed: number;
  /** Why it may no longer be changed. */
  readonly fixed: Refusal | null;
  readonly edits: RowEdits;
  /** Fields that another changed meanwhile, with what stands there now. */
  readonly contested: ReadonlyMap<string, unknown>;
};

export type LinesOf = {
  readonly rows: readonly Row[];
  readonly draft: OrderDraft;
  readonly goods: Goods;
  readonly status: string;
  readonly figures: ReadonlyMap<string, { readonly net: number; readonly tax: number; readonly total: number }> | null;
  readonly priceIncludesTax: boolean;
};

/** Why a line can no longer be touched, as the rule that decides says it. */
const fixedBy = (row: Row): Refusal | null => {
  const named = { sku: row.sku ?? '' };
  if ((row.shipped ?? 0) > 0) return { refused: 'order.line_shipped', with: named };
  if ((row.invoiced ?? 0) > 0) return { refused: 'order.line_invoiced', with: named };
  if ((row.picked ?? 0) > 0 || (row.packed ?? 0) > 0) return { refused: 'order.line_picked', with: named };
  return (row.closed ?? 0) > 0 ? { refused: 'order.line_closed', with: named } : null;
};
const isOpen = (status: string): boolean => status === 'submitted' || status === 'confirmed';
export const isEntered = (status: string): boolean => status === 'quote' || status === 'draft';

/** The unit in which a quantity is typed: the line's, or the base unit where it does not come out even. */
const typedUnit = (quantity: number | null, code: string, factor: number, baseUnit: string): Unit =>
  quantity !== null && factor > 1 && quantity % factor !== 0 ? { code: baseUnit, factor: 1 } : { code, factor };

/** As the server does: while it is a draft's, a price that was the list's for the old quantity stays the list's. */
const priceNow = (row: Row, now: Row, edits: RowEdits, goods: Goods, status: string): number | undefined => {
  if (row.unitPrice === undefined) return undefined;
  if (edits.has('unitPrice') || !edits.has('quantity') || row.free || isOpen(status)) return now.unitPrice;
  const id = row.productId ?? '';
  const was = goods.listPrice(id, row.quantity ?? 0);
  return was === row.unitPrice ? (goods.listPrice(id, now.quantity ?? 0) ?? now.unitPrice) : now.unitPrice;
};

const storedView = (row: Row, of: LinesOf): Omit<LineView, 'amount' | 'short'> => {
  const { draft, goods, status } = of;
  const edits = draft.lines.get(row.id) ?? new Map();
  const now = edited(row, edits);
  const productId = row.productId ?? '';
  const product = goods.product(productId);
  const baseUnit = product?.baseUnit ?? (row.unitFactor === 1 ? (row.unit ?? '') : '');
  const units = goods.unitsOf(productId, baseUnit);
  const unit = units.find(({ code }) => code === now.unit) ?? { code: now.unit ?? '', factor: row.unitFactor ?? 1 };
  const contested = new Map(
    [...edits.keys()].flatMap((field) =>
      isContested(edits, row, field) ? [[field, (row as { [f: string]: unknown })[field]] as const] : [],
    ),
  );
  return {
    id: row.id,
    row,
    added: null,
    removed: draft.removed.has(row.id),
    productId,
    sku: row.sku ?? '',
    name: row.productName ?? '',
    specification: product?.specification ?? null,
    nature: row.nature ?? 'goods',
    free: row.free ?? false,
    freeAs: row.free ? (row.freeAs ?? 'goods') : null,
    unit: typedUnit(now.quantity ?? null, unit.code, unit.factor, baseUnit),
    units,
    baseUnit,
    quantity: now.quantity ?? null,
    unitPrice: priceNow(row, now, edits, goods, status),
    listPrice: goods.listPrice(productId, now.quantity ?? 0),
    discount: now.discount,
    available: row.nature === 'charge' ? null : goods.availableOf(productId),
    fulfilment: row.fulfilment,
    reserved: row.reserved ?? 0,
    picked: row.picked ?? 0,
    packed: row.packed ?? 0,
    shipped: row.shipped ?? 0,
    closed: row.closed ?? 0,
    fixed: fixedBy(row),
    edits,
    contested,
  };
};

const addedView = (line: AddedLine, { draft, goods }: LinesOf): Omit<LineView, 'amount' | 'short'> => {
  const listPrice = goods.listPrice(line.productId, line.quantity ?? 0);
  return {
    id: line.id,
    row: null,
    added: line,
    // Taken out while it was being saved.
    removed: draft.removed.has(line.id),
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    specification: line.specification,
    nature: line.nature,
    free: line.free,
    freeAs: line.free ? (line.freeAs ?? 'goods') : null,
    unit: { code: line.unit, factor: line.unitFactor },
    units: goods.unitsOf(line.productId, line.baseUnit),
    baseUnit: line.baseUnit,
    quantity: line.quantity,
    unitPrice: line.free ? 0 : (line.unitPrice ?? listPrice),
    listPrice,
    discount: line.free ? 0 : line.discount,
    available: line.nature === 'charge' ? null : goods.availableOf(line.productId),
    fulfilment: undefined,
    reserved: 0,
    picked: 0,
    packed: 0,
    shipped: 0,
    closed: 0,
    fixed: null,
    edits: new Map(),
    contested: new Map(),
  };
};

/** Lines of one product share what is available, in their order. */
const shortOf = (lines: readonly Omit<LineView, 'amount' | 'short'>[], status: string): ReadonlyMap<string, number> => {
  const left = new Map<string, number>();
  const short = new Map<string, number>();
  for (const line of lines) {
    const { row, quantity } = line;
    if (line.removed || line.nature === 'charge' || quantity === null) continue;
    const want = Math.max(0, quantity - line.closed - line.shipped - line.reserved);
    if (row && status === 'confirmed' && line.edits.size === 0) {
      short.set(line.id, row.fulfilment === 'backordered' ? want : 0);
      continue;
    }
    if (line.available === null || !(isEntered(status) || status === 'submitted' || status === 'confirmed')) continue;
    const there = left.get(line.productId) ?? Math.max(0, line.available);
    left.set(line.productId, Math.max(0, there - want));
    short.set(line.id, Math.max(0, want - there));
  }
  return short;
};

/** Lines in their order, those entered here last. What another removed meanwhile is gone. */
export const lineViews = (of: LinesOf): readonly LineView[] => {
  const known = new Set(of.rows.map(({ id }) => id));
  const views = [
    ...of.rows.map((row) => storedView(row, of)),
    ...[...of.draft.landing, ...of.draft.added].filter(({ id }) => !known.has(id)).map((line) => addedView(line, of)),
  ];
  const short = shortOf(views, of.status);
  return views.map((line) => {
    const figures = of.figures?.get(line.id);
    const stored =
      line.row && line.row.net !== undefined ? { net: line.row.net, total: line.row.total ?? 0 } : undefined;
    const shown = figures ?? stored;
    const amount = shown ? (of.priceIncludesTax ? shown.total : shown.net) : line.added ? null : undefined;
    return { ...line, amount, short: short.get(line.id) ?? 0 };
  });
};

/** Whether two parts of a line read the same: by what they say, for some are made anew with each reading. */
const alike = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (a instanceof Map && b instanceof Map) return a.size === 0 && b.size === 0;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return (Array.isArray(a) || 'factor' in a || 'refused' in a) && JSON.stringify(a) === JSON.stringify(b);
};
/** The lines of now, each the same object as before while it reads the same, so that a page leaves it as it is. */
export const steadyViews = (before: readonly LineView[], now: readonly LineView[]): readonly LineView[] => {
  const were = new Map(before.map((line) => [line.id, line]));
  return now.map((line) => {
    const was = were.get(line.id);
    const isSame = was && (Object.keys(line) as (keyof LineView)[]).every((name) => alike(was[name], line[name]));
    return isSame ? was : line;
  });
};
