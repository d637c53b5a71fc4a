import { computed, type Ref, shallowRef, watch } from 'vue';
import type { RowOf } from '../../../shared/catalogue.ts';
import { changeable } from '../../../shared/sales/order/order.change.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import { byKey } from '../edit/by-key.ts';
import { type Cells, edit, edited, isContested, keepMine, settled, withoutEdit } from '../edit/edits.ts';
import { usePartNumbers } from '../part_number/part-numbers.ts';
import { useOrderBase } from './order.base.ts';
import { changesIn, draftOf, forgetDrafts, isDirty, NEW, withText } from './order.draft.ts';
import { figuresOf } from './order.figures.ts';
import { useGoods } from './order.goods.ts';
import { useLastPrices } from './order.last-prices.ts';
import { landedEdits, lineEditing, textKey } from './order.line-edits.ts';
import { isEntered, type LineField, type LineView, lineViews, steadyViews } from './order.lines.ts';
import { usePromises } from './order.promises.ts';

/** Fields of the head that may be edited; the warehouse only before the order is there. */
export const headFields = [
  'promisedOn',
  'externalNumber',
  'consignee',
  'deliveryStreet',
  'deliveryPhone',
  'deliveryInstructions',
  'notes',
  'discount',
  'settlement',
] as const;
export type HeadField = (typeof headFields)[number] | 'warehouseId';

/**
 * One order under the hands of a person: the live rows, what was edited on them here, and what follows. `id` null is an
 * order that is not at the server yet.
 */
export const useOrderEditing = (id: Ref<string | null>) => {
  const me = useMe();
  const notices = useNotices();
  const rights = useRights();
  forgetDrafts(me.me?.person.id ?? '');
  const draft = shallowRef(draftOf(id.value ?? NEW));
  watch(id, (now) => {
    draft.value = draftOf(now ?? NEW);
  });

  const { stored, lines, customer, list, warehouses, base, opened } = useOrderBase(id, draft);
  const order = computed(() => edited(base.value, draft.value.header) as Partial<RowOf<'order'>>);
  const status = computed(() => String(base.value.status ?? 'draft'));

  const productIds = computed(() => [
    ...lines.rows.value.flatMap(({ productId }) => productId ?? []),
    ...[...draft.value.landing, ...draft.value.added].map(({ productId }) => productId),
  ]);
  const partNumbers = usePartNumbers(
    computed(() => customer.row.value?.id ?? null),
    productIds,
  );
  const goods = useGoods(
    productIds,
    computed(() => (order.value.warehouseId as string | undefined) ?? null),
    computed(() => customer.row.value?.priceListId ?? null),
  );
  const dirty = computed(() => isDirty(draft.value));
  const typed = byKey(() => draft.value.texts);
  const plain = computed(() =>
    lineViews({
      rows: lines.rows.value,
      draft: draft.value,
      goods,
      status: status.value,
      figures: null,
      priceIncludesTax: order.value.priceIncludesTax ?? false,
    }),
  );
  /** Of an order whose row is still on the way, too: its amounts do not come and go as it is saved. */
  const isNew = computed(() => stored.row.value === null);
  const seesAmounts = computed(() =>
    isNew.value ? rights.value.view('order').ever('total') : base.value.total !== undefined,
  );
  const figures = computed(() =>
    seesAmounts.value && (dirty.value || isNew.value)
      ? figuresOf(
          {
            currency: order.value.currency ?? me.organisation.currency,
            priceIncludesTax: order.value.priceIncludesTax ?? false,
            discount: order.value.discount ?? 0,
          },
          plain.value,
          goods,
          me.organisation.taxRounding,
        )
      : null,
  );
  const views = computed<readonly LineView[]>((before = []) => {
    const found = figures.value;
    if (found === null || 'refused' in found) return steadyViews(before, plain.value);
    const now = lineViews({
      rows: lines.rows.value,
      draft: draft.value,
      goods,
      status: status.value,
      figures: found.lines,
      priceIncludesTax: order.value.priceIncludesTax ?? false,
    });
    return steadyViews(before, now);
  });

  /** Edits that another has made as well, and lines that others removed, are no edits any more. */
  const settle = (): void => {
    const now = draft.value;
    now.header = settled(now.header, base.value);
    if (id.value === null || lines.state.value !== 'ready') return;
    const rows = new Map(lines.rows.value.map((row) => [row.id, row]));
    const left = new Map(
      [...now.lines].flatMap(([lineId, edits]) => {
        const row = rows.get(lineId);
        const kept = row ? settled(edits, row as Cells) : null;
        return kept && kept.size > 0 ? [[lineId, kept] as const] : [];
      }),
    );
    if (left.size !== now.lines.size || [...left].some(([one, edits]) => now.lines.get(one) !== edits))
      now.lines = left;
    const stands = (one: string): boolean => rows.has(one) || now.landing.some((line) => line.id === one);
    if (![...now.removed].every(stands)) now.removed = new Set([...now.removed].filter(stands));
    for (const line of now.landing) {
      const row = rows.get(line.id);
      const edits = row ? landedEdits(line, row as Cells) : null;
      if (edits && edits.size > 0) now.lines = new Map(now.lines).set(line.id, edits);
    }
    if (now.landing.some((one) => rows.has(one.id))) now.landing = now.landing.filter((one) => !rows.has(one.id));
  };
  watch([base, lines.rows], settle);

  const promises = usePromises(
    id,
    plain,
    computed(() => (order.value.warehouseId as string | undefined) ?? null),
    status,
    goods,
  );
  const lastPrices = useLastPrices(
    computed(() => customer.row.value?.id ?? null),
    productIds,
    computed(() => order.value.currency ?? me.organisation.currency),
    id,
  );

  /** Whom a new line belongs to: rules on lines look at it. */
  const owners = computed(() => ({
    sellerId: base.value.sellerId,
    teamId: base.value.teamId,
    warehouseId: order.value.warehouseId,
    orderStatus: status.value,
  }));
  const isChangeable = computed(() => (changeable as readonly string[]).includes(status.value));
  const mayEdit = computed(() =>
    id.value === null
      ? rights.value.mayEver('order', 'create')
      : isChangeable.value && rights.value.may('order', 'update', base.value),
  );
  /** All lines hang on it, so it stands once the first was picked. */
  const isBegun = computed(() => plain.value.some((line) => line.picked > 0 || line.packed > 0 || line.shipped > 0));
  /** What one may not change alone one may ask for, of an order that was submitted. */
  const mayAsk = computed(
    () =>
      id.value !== null &&
      (status.value === 'submitted' || status.value === 'confirmed') &&
      rights.value.may('order', 'request_change', base.value),
  );
  const isOwnToEdit = (field: HeadField): boolean =>
    rights.value.unwritable('order', 'update', base.value, [field]) === null;
  const hasLeft = computed(() => plain.value.some((line) => line.shipped > 0 || (line.row?.invoiced ?? 0) > 0));
  const mayEditHead = (field: HeadField): boolean => {
    if (id.value === null) return mayEdit.value && field !== 'settlement';
    if (field === 'warehouseId') return false;
    if ((field === 'discount' || field === 'settlement') && isBegun.value) return mayAsk.value && !hasLeft.value;
    return (mayEdit.value && isOwnToEdit(field)) || (field === 'settlement' && mayAsk.value);
  };
  /** Something of what was edited is not one's own to change, whatever it is changed to. */
  const mustAsk = computed(
    () => mayAsk.value && [...draft.value.header.keys()].some((field) => !isOwnToEdit(field as HeadField)),
  );
  const mayEditLine = (line: LineView, field: LineField): boolean => {
    if (!mayEdit.value || line.removed || line.fixed) return false;
    if (line.free && (field === 'unitPrice' || field === 'discount')) return false;
    if (field === 'unit' && line.units.length < 2) return false;
    const action = line.added ? 'create' : 'update';
    const row = line.row ? (line.row as Cells) : owners.value;
    return id.value === null || rights.value.unwritable('order_line', action, row, [field]) === null;
  };

  const setHead = (field: HeadField, to: unknown): void => {
    draft.value.header = edit(draft.value.header, base.value, field, to === '' ? null : to);
  };
  const editing = lineEditing(
    draft,
    goods,
    (lineId) => lines.rows.value.find((row) => row.id === lineId) as Cells | undefined,
    ({ sku }, back) => notices.done(words.t('orders.lineRemoved', { sku }), back),
  );
  const chooseTheirs = (field: string, line?: LineView): void => {
    if (!line) draft.value.header = withoutEdit(draft.value.header, field);
    else {
      const edits = withoutEdit(draft.value.lines.get(line.id), field);
      const now = new Map(draft.value.lines);
      if (edits.size === 0) now.delete(line.id);
      else now.set(line.id, edits);
      draft.value.lines = now;
    }
    withText(draft.value, textKey(line?.id ?? '', field), null);
  };
  const chooseMine = (field: string, line?: LineView): void => {
    if (!line) draft.value.header = keepMine(draft.value.header, base.value, field);
    else {
      const edits = draft.value.lines.get(line.id);
      if (edits && line.row)
        draft.value.lines = new Map(draft.value.lines).set(line.id, keepMine(edits, line.row as Cells, field));
    }
  };
  const contested = computed<ReadonlyMap<string, unknown>>(
    () =>
      new Map(
        [...draft.value.header.keys()].flatMap((field) =>
          isContested(draft.value.header, base.value, field) ? [[field, base.value[field]] as const] : [],
        ),
      ),
  );
  return {
    id,
    draft,
    opened,
    stored,
    base,
    order,
    status,
    lines,
    views,
    figures,
    goods,
    partNumbers,
    promises,
    lastPrices,
    settle,
    customer: customer.row,
    customerState: customer.state,
    list,
    warehouses,
    seesAmounts,
    dirty,
    changes: computed(() => changesIn(draft.value)),
    mayEdit,
    mayEditHead,
    mayEditLine,
    mayAsk,
    mustAsk,
    isEntered: computed(() => isEntered(status.value)),
    setHead,
    ...editing,
    /** What a line is known by. */
    skuOf: (lineId: string): string | undefined => views.value.find(({ id: one }) => one === lineId)?.sku,
    textOf: (lineId: string, field: string): string | undefined => typed(textKey(lineId, field)),
    invalid: computed(() => draft.value.texts.size),
    contested,
    anyContested: computed(() => contested.value.size > 0 || views.value.some((line) => line.contested.size > 0)),
    chooseTheirs,
    chooseMine,
  };
};
export type OrderEditing = ReturnType<typeof useOrderEditing>;
