import { shallowRef } from 'vue';
import { toBase } from '../../../shared/base/quantity.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { words } from '../../words/words.ts';
import { newId } from '../new-id.ts';
import type { AddedLine } from './order.draft.ts';
import type { OrderEditing } from './order.editing.ts';
import { type FoundProduct, findProducts, productByCode, productsBySku, unitFactors } from './order.find.ts';
import { pastedLines } from './paste.ts';

type Problem = { readonly key: string; readonly text: string; readonly why: string };
type Product = { readonly id: string } & Partial<RowOf<'product'>>;

/** Lines that come by search, by code or from a spreadsheet. What could not be taken is named and kept in sight. */
export const useLineAdding = (editing: OrderEditing, begin: (lineId: string) => unknown, toSearch: () => void) => {
  const problems = shallowRef<readonly Problem[]>([]);
  const complain = (text: string, why: string): void => {
    problems.value = [...problems.value, { key: newId(), text, why }];
  };
  const isSold = (product: Product): boolean => product.status !== 'discontinued';

  const pick = (product: Product): void => void begin(editing.addLine(product));
  const coded = async (code: string): Promise<{ product: Product; unit: string | null } | null> => {
    const found = await productByCode(code).catch(() => undefined);
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
  const unfound = async (text: string): Promise<void> => {
    const found = await coded(text);
    if (!found) return toSearch();
    const unit = found.unit === null ? {} : await unitOf(found.product, found.unit);
    begin(editing.addLine(found.product, unit));
  };
  const unitOf = async (product: Product, code: string): Promise<Partial<AddedLine>> => {
    const factor = (await unitFactors([product.id])).get(`${product.id} ${code}`);
    return factor === undefined ? {} : { unit: code, unitFactor: factor, quantity: factor };
  };
  /** A scan raises the quantity of the line that has the product in this unit, or adds one. Answers the line's id. */
  const scanned = async (code: string): Promise<string | null> => {
    const found = await coded(code);
    if (!found) return null;
    const unit = found.unit ?? found.product.baseUnit ?? '';
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
    return editing.addLine(found.product, found.unit === null ? {} : await unitOf(found.product, found.unit));
  };

  const paste = async (text: string): Promise<void> => {
    const { lines, unread } = pastedLines(text);
    for (const { row, text: source, why } of unread) complain(`${row}: ${source}`, words.t(`orders.paste.${why}`));
    const products = await productsBySku(lines.map(({ sku }) => sku)).catch(() => null);
    if (products === null) {
      complain(words.t('orders.paste.all'), words.t('find.failed'));
      return;
    }
    const bySku = new Map(products.map((product) => [product.sku ?? '', product]));
    const factors = await unitFactors(products.map(({ id }) => id)).catch(() => new Map<string, number>());
    for (const line of lines) {
      const product = bySku.get(line.sku);
      const source = `${line.row}: ${line.sku}`;
      if (!product) {
        complain(source, words.t('orders.unknownCode'));
        continue;
      }
      if (!isSold(product)) {
        complain(source, words.refusal({ refused: 'order.product_discontinued', with: { sku: line.sku } }));
        continue;
      }
      const unit = line.unit ?? product.baseUnit ?? '';
      const factor = unit === product.baseUnit ? 1 : factors.get(`${product.id} ${unit}`);
      const quantity = factor === undefined ? null : toBase(line.quantity, factor);
      if (factor === undefined || quantity === null) {
        complain(source, words.refusal({ refused: 'order.unknown_unit', with: { sku: line.sku, unit } }));
        continue;
      }
      editing.addLine(product, {
        unit,
        unitFactor: factor,
        quantity,
        unitPrice: line.unitPrice,
        discount: line.discount ?? 0,
      });
    }
    toSearch();
  };
  return {
    search: findProducts(
      () => (editing.order.value.warehouseId as string | undefined) ?? null,
      () => editing.goods.seesStock.value,
    ),
    pick: (product: FoundProduct) => pick(product),
    unfound: (text: string) => void unfound(text),
    paste: (text: string) => void paste(text),
    scanned,
    problems,
    forget: () => {
      problems.value = [];
    },
  };
};
