import { ref, shallowRef } from 'vue';
import { toBase } from '../../../shared/base/quantity.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { LINES_AT_MOST } from '../../../shared/sales/order/order.commands.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import { newId } from '../new-id.ts';
import { type Sold, timed } from './find.ranked.ts';
import type { AddedLine } from './order.draft.ts';
import type { OrderEditing } from './order.editing.ts';
import { type Coded, type FoundProduct, findProducts, productByCode } from './order.find.ts';
import { readPaste } from './order.pasting.ts';

type Problem = { readonly key: string; readonly text: string; readonly why: string };
type Product = { readonly id: string } & Partial<RowOf<'product'>>;

/** Lines that come by search, by code or from a spreadsheet. What could not be taken is named and kept in sight. */
export const useLineAdding = (editing: OrderEditing, begin: (lineId: string) => unknown, toSearch: () => void) => {
  const notices = useNotices();
  const problems = shallowRef<readonly Problem[]>([]);
  const reading = ref(false);
  const complain = (text: string, why: string): void => {
    problems.value = [...problems.value, { key: newId(), text, why }];
  };
  const isSold = (product: Product): boolean => product.status !== 'discontinued';
  const room = (): number => LINES_AT_MOST - editing.views.value.filter((line) => !line.removed).length;
  const customerId = (): string | null => editing.partNumbers.customerId.value;

  /** A line of so many of a unit; without a number it is gone on with at its quantity, with one the next is searched for. */
  const add = (product: Product, sold: Sold | null, times: number | null): void => {
    if (room() < 1) {
      complain(product.sku ?? '', words.refusal({ refused: 'order.too_many_lines', with: { limit: LINES_AT_MOST } }));
      toSearch();
      return;
    }
    const factor = sold?.unitFactor ?? 1;
    const quantity = toBase(times ?? 1, factor) ?? factor;
    const lineId = editing.addLine(product, { quantity, ...(sold ?? {}) });
    if (times === null) begin(lineId);
    else toSearch();
  };
  const coded = async (code: string): Promise<Coded | null> => {
    const found = await productByCode(code, customerId()).catch(() => undefined);
    if (found === undefined) complain(code, words.t('find.failed'));
    else if (found === null) complain(code, words.t('orders.unknownCode'));
    else if (!isSold(found.product))
      complain(
        code,
        words.refusal({ refused: 'order.product_discontinued', with: { sku: found.product.sku ?? code } }),
      );
    else return found;
    return null;
  };
  /** Enter before the search had answered: a code that was typed or scanned. */
  const unfound = async (typed: string): Promise<void> => {
    const { text, times } = timed(typed);
    const found = await coded(text);
    if (found) add(found.product, found.sold, times);
    else toSearch();
  };
  /** A scan raises the quantity of the line that has the product in this unit, or adds one. Answers the line's id. */
  const scanned = async (code: string): Promise<string | null> => {
    const found = await coded(code);
    if (!found) return null;
    const unit = found.sold?.unit ?? found.product.baseUnit ?? '';
    const line = editing.views.value.find(
      (one) =>
        one.productId === found.product.id &&
        !one.removed &&
        !one.free &&
        one.unit.code === unit &&
        editing.mayEditLine(one, 'quantity'),
    );
    if (line && line.quantity !== null) {
      editing.typeLine(line, 'quantity', String(line.quantity / line.unit.factor + 1));
      return line.id;
    }
    const more: Partial<AddedLine> = found.sold ? { ...found.sold, quantity: found.sold.unitFactor } : {};
    return editing.addLine(found.product, more);
  };

  const paste = async (text: string): Promise<void> => {
    if (reading.value) return;
    reading.value = true;
    try {
      const read = await readPaste(text, customerId(), room());
      editing.addLines(read.lines);
      for (const { text: source, why } of read.problems) complain(source, why);
      if (read.lines.length > 0)
        notices.done(words.t('orders.paste.taken', { n: read.lines.length, columns: read.readAs }));
    } catch {
      complain(words.t('orders.paste.all'), words.t('find.failed'));
    } finally {
      reading.value = false;
    }
    toSearch();
  };
  return {
    search: findProducts({
      warehouseId: () => (editing.order.value.warehouseId as string | undefined) ?? null,
      seesStock: () => editing.goods.seesStock.value,
      customerId,
    }),
    pick: (found: FoundProduct) => add(found, found.sold, found.times),
    unfound: (text: string) => void unfound(text),
    paste: (text: string) => void paste(text),
    scanned,
    problems,
    reading,
    forget: () => {
      problems.value = [];
    },
  };
};
