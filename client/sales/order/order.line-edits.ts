import type { Ref } from 'vue';
import { parsePrice } from '../../../shared/base/money.ts';
import { parseQuantity, toBase } from '../../../shared/base/quantity.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import type { FreeKind } from '../../../shared/sales/order/order.states.ts';
import { type Cells, edit, type RowEdits } from '../edit/edits.ts';
import { newId } from '../new-id.ts';
import { type AddedLine, type OrderDraft, withText } from './order.draft.ts';
import type { Goods } from './order.goods.ts';
import type { LineField, LineView } from './order.lines.ts';
import { parsePercent } from './paste.ts';

/** Where the text of a field is kept while it is typed; the head's line is ''. */
export const textKey = (lineId: string, field: string): string => `${lineId} ${field}`;

/** A line whose row has arrived: what was typed into it since it was sent is an edit of the row. */
export const landedEdits = (line: AddedLine, row: Cells): RowEdits => {
  const typed: readonly (readonly [string, unknown])[] = [
    ['quantity', line.quantity],
    ['unit', line.unit],
    ...(line.free ? [] : [['discount', line.discount] as const]),
    ...(line.free || line.unitPrice === null ? [] : [['unitPrice', line.unitPrice] as const]),
  ];
  return typed.reduce<RowEdits>(
    (edits, [field, to]) => (to === null || !(field in row) ? edits : edit(edits, row, field, to)),
    new Map(),
  );
};

type Product = { readonly id: string } & Partial<RowOf<'product'>>;

/**
 * Lines typed, added, taken out, given away. `rowOf`: a line as it is stored. `gone` hears of a line that nobody has stored,
 * and how it comes back.
 */
export const lineEditing = (
  draft: Ref<OrderDraft>,
  goods: Goods,
  rowOf: (lineId: string) => Cells | undefined,
  gone: (line: LineView, back: () => void) => void,
) => {
  const withLine = (lineId: string, change: (line: AddedLine) => AddedLine): void => {
    const changed = (one: AddedLine) => (one.id === lineId ? change(one) : one);
    draft.value.added = draft.value.added.map(changed);
    draft.value.landing = draft.value.landing.map(changed);
  };
  const putLine = (line: LineView, cells: Partial<Record<LineField, unknown>>): void => {
    if (line.added) {
      const { unit, ...rest } = cells;
      const factor = line.units.find(({ code }) => code === unit)?.factor;
      withLine(line.id, (one) => ({
        ...one,
        ...(rest as Partial<AddedLine>),
        ...(unit !== undefined && factor ? { unit: String(unit), unitFactor: factor } : {}),
      }));
      return;
    }
    let edits = draft.value.lines.get(line.id) ?? new Map();
    for (const [field, to] of Object.entries(cells)) edits = edit(edits, line.row as Cells, field, to);
    const now = new Map(draft.value.lines);
    if (edits.size === 0) now.delete(line.id);
    else now.set(line.id, edits);
    draft.value.lines = now;
  };

  /** What was typed into a line's field: a value where it is one, else kept as it stands there. Answers whether it is one. */
  const typeLine = (line: LineView, field: LineField, text: string): boolean => {
    const key = textKey(line.id, field);
    const wrong = (): false => {
      withText(draft.value, key, text);
      return false;
    };
    if (field === 'quantity') {
      const n = parseQuantity(text);
      const quantity = n === null || n < 1 ? null : toBase(n, line.unit.factor);
      if (quantity === null) return wrong();
      putLine(line, { quantity });
    } else if (field === 'unit') {
      const unit = line.units.find(({ code }) => code === text);
      if (!unit) return wrong();
      const n = line.quantity === null ? null : Math.max(1, Math.round(line.quantity / line.unit.factor));
      const quantity = n === null ? null : toBase(n, unit.factor);
      putLine(line, quantity === null ? { unit: unit.code } : { unit: unit.code, quantity });
    } else if (field === 'unitPrice') {
      if (text.trim() === '' && line.added) putLine(line, { unitPrice: null });
      else {
        const price = parsePrice(text);
        if (price === null || price < 0) return wrong();
        putLine(line, { unitPrice: price });
      }
    } else {
      const ppm = text.trim() === '' ? 0 : parsePercent(text);
      if (ppm === null) return wrong();
      putLine(line, { discount: ppm });
    }
    withText(draft.value, key, null);
    return true;
  };

  const lineOf = (product: Product, more: Partial<AddedLine> = {}): AddedLine => ({
    id: newId(),
    productId: product.id,
    sku: product.sku ?? '',
    name:
      product.localName && product.localName !== product.name
        ? `${product.name} ${product.localName}`
        : (product.name ?? ''),
    specification: product.specification ?? null,
    baseUnit: product.baseUnit ?? '',
    nature: product.nature ?? 'goods',
    taxCode: product.taxCode ?? '',
    quantity: 1,
    unit: product.baseUnit ?? '',
    unitFactor: 1,
    unitPrice: null,
    discount: 0,
    free: false,
    freeAs: null,
    ...more,
  });
  const addLine = (product: Product, more: Partial<AddedLine> = {}): string => {
    const line = lineOf(product, more);
    draft.value.added = [...draft.value.added, line];
    return line.id;
  };
  /** Several at once: what follows from them is reckoned once. */
  const addLines = (lines: readonly { readonly product: Product; readonly more: Partial<AddedLine> }[]): void => {
    draft.value.added = [...draft.value.added, ...lines.map(({ product, more }) => lineOf(product, more))];
  };
  const forgetTexts = (lineId: string): void => {
    draft.value.texts = new Map([...draft.value.texts].filter(([key]) => !key.startsWith(`${lineId} `)));
  };
  const without = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
    new Set([...ids].filter((one) => one !== id));
  /** A line that was taken out comes back: as a new one, or as the one that a save under way has made of it meanwhile. */
  const putBack = (order: OrderDraft, taken: AddedLine, at: number): void => {
    const isTaken = ({ id }: AddedLine): boolean => id === taken.id;
    if (order.added.some(isTaken)) return;
    const row = rowOf(taken.id);
    if (!row && !order.landing.some(isTaken) && !order.removed.has(taken.id)) {
      order.added = order.added.toSpliced(at, 0, taken);
      return;
    }
    order.removed = without(order.removed, taken.id);
    // What was typed between its being sent and its being taken out is still an edit of it.
    order.landing = order.landing.flatMap((one) => (!isTaken(one) ? [one] : row ? [] : [taken]));
    const edits = row && !order.lines.has(taken.id) ? landedEdits(taken, row) : null;
    if (edits && edits.size > 0) order.lines = new Map(order.lines).set(taken.id, edits);
  };
  const takeOut = (line: LineView): void => {
    // Of the order that it stood in, whichever is open when it is wanted back.
    const order = draft.value;
    const at = order.added.findIndex((one) => one.id === line.id);
    const taken = order.added[at];
    if (!taken) return;
    order.added = order.added.filter((one) => one.id !== taken.id);
    gone(line, () => putBack(order, taken, at));
  };
  /** Is it nowhere but here? One whose row is on its way is stored already. */
  const isNew = (line: LineView): boolean => draft.value.added.some(({ id }) => id === line.id);
  const removeLine = (line: LineView): void => {
    forgetTexts(line.id);
    if (isNew(line)) takeOut(line);
    else draft.value.removed = new Set([...draft.value.removed, line.id]);
  };
  const restoreLine = (line: LineView): void => {
    draft.value.removed = without(draft.value.removed, line.id);
  };
  /** What is given away, and as what, is decided when a line is entered: an entered one is taken out and comes back as the other. */
  const setFree = (line: LineView, freeAs: FreeKind | null): void => {
    const free = freeAs !== null;
    if (isNew(line)) {
      withLine(line.id, (one) => ({ ...one, free, freeAs }));
      return;
    }
    removeLine(line);
    const product = goods.product(line.productId);
    if (product)
      addLine(product, { quantity: line.quantity, unit: line.unit.code, unitFactor: line.unit.factor, free, freeAs });
  };

  return { typeLine, addLine, addLines, removeLine, restoreLine, setFree };
};
