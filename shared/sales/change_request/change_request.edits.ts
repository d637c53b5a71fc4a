/** What is asked for as rows, one for each field of the head and each line, and back as the edits that they stand for. */
import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import type { UpdateInput } from '../order/order.change.lines.ts';
import { type Family, ownersOf } from '../order/order.children.ts';
import type { LineInput } from '../order/order.commands.ts';
import { headerPairs, linePairs } from './change_request.fields.ts';

type Edit = RowOf<'change_edit'>;
type Line = RowOf<'order_line'>;
type Cells = { readonly [field: string]: unknown };

const pair = (field: string, from: unknown, to: unknown): Cells =>
  from === to ? {} : { [`${field}From`]: from, [`${field}To`]: to };
/** Of a line what its edit, its coming or its going is told by. */
const linePair = (before: Line | undefined, after: Line | undefined): Cells =>
  Object.assign({}, ...linePairs.map((field) => pair(field, before?.[field] ?? null, after?.[field] ?? null)));
const lineOf = ({ id, productId, sku, productName, free }: Line) => ({ lineId: id, productId, sku, productName, free });

/** The rows of a request, in the order of the head's fields and of the lines. `after`: the family with all of it accepted. */
export const editRows = (
  before: Family,
  input: UpdateInput,
  after: Pick<Family, 'order' | 'lines'>,
  request: RowOf<'change_request'>,
  newId: () => string,
): Change[] => {
  const found: Partial<Edit>[] = headerPairs
    .filter((field) => input.set?.[field] !== undefined && before.order[field] !== after.order[field])
    .map((field) => ({ op: 'head', ...pair(field, before.order[field], after.order[field]) }));
  const now = new Map(after.lines.map((line) => [line.id, line]));
  const inOrder = [...before.lines].sort((a, b) => a.position - b.position);
  for (const line of inOrder) {
    const next = now.get(line.id);
    if (!next) found.push({ op: 'remove', ...lineOf(line), ...linePair(line, undefined) });
    else if (linePairs.some((field) => line[field] !== next[field]))
      found.push({ op: 'change', ...lineOf(line), ...linePair(line, next) });
  }
  const known = new Set(before.lines.map(({ id }) => id));
  for (const line of after.lines)
    if (!known.has(line.id)) found.push({ op: 'add', ...lineOf(line), ...linePair(undefined, line) });
  return found.map((set, at) => ({
    op: 'insert',
    noun: 'change_edit',
    id: newId(),
    set: {
      requestId: request.id,
      requesterId: request.requesterId,
      orderId: request.orderId,
      position: at + 1,
      outcome: 'open',
      currency: request.currency,
      ...set,
      ...ownersOf(before.order),
    },
  }));
};

const edits = (row: Edit, fields: readonly string[]) => {
  const cells = row as unknown as Cells;
  return Object.fromEntries(
    fields
      .filter((field) => cells[`${field}From`] !== cells[`${field}To`])
      .map((field) => [field, { from: cells[`${field}From`], to: cells[`${field}To`] }]),
  );
};
/** With the price that was seen when it was asked: another list price since is not what is agreed to. */
const added = (row: Edit): LineInput => ({
  id: row.lineId ?? '',
  productId: row.productId ?? '',
  quantity: row.quantityTo ?? 1,
  unit: row.unitTo ?? undefined,
  ...(row.free ? { free: true } : { unitPrice: row.unitPriceTo ?? 0, discount: row.discountTo ?? 0 }),
});

/** The fields of order and line that an edit is about: who decides must be able to read each of them. */
export const fieldsAsked = (
  row: Edit,
): { readonly noun: 'order' | 'order_line'; readonly fields: readonly string[] } =>
  row.op === 'head'
    ? { noun: 'order', fields: Object.keys(edits(row, headerPairs)) }
    : { noun: 'order_line', fields: Object.keys(edits(row, linePairs)) };

/** The input of `order.update` that these rows stand for. */
export const inputOf = (rows: readonly Edit[]): UpdateInput => {
  const of = (op: Edit['op']): readonly Edit[] => rows.filter((row) => row.op === op);
  return {
    set: Object.assign({}, ...of('head').map((row) => edits(row, headerPairs))),
    change: of('change').map((row) => ({ id: row.lineId ?? '', ...edits(row, linePairs) })),
    add: of('add').map(added),
    remove: of('remove').map(({ lineId }) => lineId ?? ''),
  };
};
