import { computed, type Ref } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import { isMasked } from '../../access/viewing/masked.ts';
import { words } from '../../words/words.ts';
import type { InputKind } from '../edit/field-kinds.ts';
import type { Place } from '../edit/presence.ts';
import type { Mark } from '../timeline/timeline.ts';
import { withText } from './order.draft.ts';
import type { HeadField, OrderEditing } from './order.editing.ts';

type Spec = { readonly name: HeadField; readonly kind: InputKind; readonly rows?: number };
const termFields: readonly Spec[] = [
  { name: 'promisedOn', kind: 'day' },
  { name: 'warehouseId', kind: 'choice' },
  { name: 'settlement', kind: 'choice' },
  { name: 'discount', kind: 'percent' },
  { name: 'externalNumber', kind: 'text' },
];
const deliveryFields: readonly Spec[] = [
  { name: 'consignee', kind: 'text' },
  { name: 'deliveryStreet', kind: 'area', rows: 2 },
  { name: 'deliveryPhone', kind: 'text' },
  { name: 'deliveryInstructions', kind: 'area', rows: 2 },
];
const noteFields: readonly Spec[] = [{ name: 'notes', kind: 'area', rows: 3 }];

/** The fields of an order's head, in their groups: what may be edited is, what is not the reader's to see is not there. */
export const useHeadFields = (
  editing: OrderEditing,
  place: Place,
  marks: Ref<ReadonlyMap<string, Mark>>,
  refusal: Ref<Refusal | null | undefined>,
) => {
  const choices = (field: HeadField) =>
    field === 'warehouseId'
      ? editing.warehouses.value.map(({ id, code, name }) => ({
          value: id,
          label: [code, name].filter(Boolean).join(' '),
        }))
      : settlements.map((value) => ({ value, label: words.value('order', 'settlement', value) }));
  const isSeen = (field: HeadField): boolean => {
    if (editing.id.value === null) return editing.mayEditHead(field);
    return field in editing.base.value && (editing.mayEditHead(field) || !isBlank(field));
  };
  /** Whom the reader looks as sees it here. */
  const isHidden = (field: HeadField): boolean =>
    editing.id.value !== null && !(field in editing.base.value) && isMasked('order', field);
  const isBlank = (field: HeadField): boolean => {
    const value = editing.base.value[field];
    return value === null || value === undefined || value === '' || (field === 'discount' && value === 0);
  };
  const fieldOf = ({ name, kind, rows }: Spec) => ({
    name,
    kind,
    ...(rows ? { rows } : {}),
    value: (editing.order.value as { readonly [field: string]: unknown })[name],
    editable: editing.mayEditHead(name),
    ...(kind === 'choice' ? { choices: choices(name) } : {}),
    dirty: editing.id.value !== null && editing.draft.value.header.has(name),
    who: place.who(name),
    mark: editing.id.value === null ? undefined : marks.value.get(`${editing.id.value} ${name}`)?.name,
    contested: editing.contested.value.has(name),
    theirs: editing.contested.value.get(name),
    of: `${editing.id.value} ${name}`,
    wrong: editing.textOf('', name),
    error: refusal.value?.field === name ? words.refusal(refusal.value) : undefined,
    ...(name === 'discount' ? { hint: '%' } : {}),
  });
  const group = (id: string, label: () => string, title: boolean, specs: readonly Spec[]) =>
    computed(() => ({
      id,
      label: label(),
      title,
      fields: specs.filter(({ name }) => isSeen(name)).map(fieldOf),
      masked: specs.filter(({ name }) => isHidden(name)).map(({ name }) => words.field('order', name)),
    }));
  const on = (name: HeadField) => ({
    set: (value: unknown) => {
      withText(editing.draft.value, ` ${name}`, null);
      editing.setHead(name, value);
    },
    wrong: (text: string) => withText(editing.draft.value, ` ${name}`, text),
    at: () => place.at(name),
    leave: place.leave,
    mine: () => editing.chooseMine(name),
    theirs: () => editing.chooseTheirs(name),
  });
  return {
    terms: group('terms', () => words.t('orders.terms'), false, termFields),
    delivery: group('delivery', () => words.t('orders.delivery'), true, deliveryFields),
    notes: group('notes', () => words.field('order', 'notes'), false, noteFields),
    on,
  };
};
