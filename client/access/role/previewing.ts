import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { rightsOf } from '../../../shared/access/permit.ts';
import type { Rule } from '../../../shared/access/rule.ts';
import type { Binding, Cells } from '../../../shared/base/condition.ts';
import { fieldNamed, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { type CellContext, cellText } from '../../face/grid/columns.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection, useRow } from '../../live/collection.ts';
import { rowsOf } from '../../sales/list/rows.ts';
import { words } from '../../words/words.ts';
import { useAllRows } from '../all-rows.ts';
import { useMe } from '../me.ts';
import { useNames } from '../names.ts';
import { useRights } from '../rights.ts';
import { groupText } from './group-text.ts';
import { groupsOf } from './nouns.ts';
import { type Preview, type PreviewField, previewOf } from './preview.ts';
import { enumerated, inside, listText } from './role-words.ts';
import { ruleFrom } from './roles.ts';

/** Nobody in particular: whose order it is, and somebody else. */
const OWNER = 'owner';
const OTHER = 'other';
/** Lines shown, at most: enough to tell which columns are there. */
const LINES = 6;
/** Of the people who bear a role, so many are tried for whether they see the order. */
const FEW = 40;
/** What stands in the head of the preview or says itself, not as a fact of its own. */
const headed = new Set(['number', 'customerName', 'status', 'payment', 'fulfilment', 'billing', 'currency', 'rate']);
/** A reference's name stands beside it in a field of its own. */
const named: { readonly [field: string]: string } = {
  customerId: 'customerName',
  sellerId: 'sellerName',
  warehouseId: 'warehouseCode',
};
const lineColumns = ['sku', 'quantity', 'unitPrice', 'discount', 'total', 'cost', 'margin'] as const;

export type Fact = { readonly name: string; readonly label: string; readonly masked: boolean; readonly text: string };
export type FactGroup = { readonly group: string; readonly label: string; readonly facts: readonly Fact[] };

type Means = { readonly context: CellContext; readonly nameOf: (noun: NounName, id: string) => string };

const factOf = (noun: NounName, row: Cells, one: PreviewField, { context, nameOf }: Means): Fact => {
  const field = fieldNamed(noun, one.name);
  const label = words.field(noun, one.name);
  if (one.state === 'masked' || !field) return { name: one.name, label, masked: true, text: '' };
  const text =
    field.kind === 'enum' && one.value !== null
      ? words.value(noun, one.name, String(one.value))
      : field.kind === 'ref' && field.of && one.value !== null
        ? nameOf(field.of as NounName, String(one.value))
        : field.kind === 'flag'
          ? words.t(one.value ? 'access.yes' : 'access.no')
          : cellText(field, one.value, row as Record<string, unknown>, context);
  return { name: one.name, label, masked: false, text: text || '–' };
};

/** The order as people with the edited role would see it, told anew at each edit. */
export const usePreview = (roleId: Ref<string>, rules: Ref<readonly Rule[]>) => {
  const me = useMe();
  const own = useRights();
  const { now, today } = useClock();
  const nameOf = useNames();
  const context = (): CellContext => ({
    currency: me.organisation.currency,
    timeZone: me.organisation.timeZone,
    now: () => now.value,
    today: () => today.value,
  });

  const orderId = ref<string | null>(null);
  const search = ref('');
  const found = shallowRef<readonly Shown<'order'>[]>([]);
  let asked = new AbortController();
  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const text = search.value.trim();
    const page = await rowsOf('order', { ...(text ? { search: text } : {}), limit: 20, signal }).catch(() => null);
    if (!page || signal.aborted) return;
    found.value = page.rows;
    // One that is under way shows most.
    orderId.value ??= (page.rows.find(({ status }) => status === 'confirmed') ?? page.rows[0])?.id ?? null;
  };
  watch(search, () => void look());
  const mayLook = computed(() => own.value.mayEver('order', 'read'));
  if (mayLook.value) void look();
  const { row: order } = useRow('order', orderId);
  const lines = useCollection('order_line', () =>
    orderId.value === null ? null : { where: { field: 'orderId', is: 'eq', value: orderId.value }, limit: LINES },
  );
  const orders = computed(() => {
    const rows =
      order.value && !found.value.some(({ id }) => id === order.value?.id)
        ? [order.value, ...found.value]
        : found.value;
    return rows.map(({ id, number, customerName }) => ({
      value: id,
      label: number ?? '',
      description: customerName ?? '',
    }));
  });

  const people = useAllRows('person');
  const holders = computed(() =>
    people.rows.value.filter(
      ({ roleIds, status }) => status !== 'suspended' && ((roleIds ?? []) as readonly string[]).includes(roleId.value),
    ),
  );
  const chosen = ref<string | null>(null);
  watch(roleId, () => {
    chosen.value = null;
  });
  const bindingOf = ({ id, teamId, warehouseIds, roleIds }: Shown<'person'>): Binding => ({
    id,
    teamId: teamId ?? null,
    warehouses: (warehouseIds ?? []) as readonly string[],
    circles: [id, ...((roleIds ?? []) as readonly string[])],
  });
  /** Of those who bear the role one who sees the order as it is saved: an order that is not there shows little. */
  const suggested = computed(() => {
    const row = order.value;
    const few = holders.value.slice(0, FEW);
    const seeing = row && few.find((one) => rightsOf(rules.value, bindingOf(one)).view('order').sees(row));
    return (seeing ?? few[0])?.id ?? OWNER;
  });
  /** Stays with the person while one edits, also when the edit takes the order from them. */
  const first = ref<string | null>(null);
  watch([roleId, () => order.value?.id, suggested], ([role, at, now], [before, was]) => {
    if (first.value === null || first.value === OWNER || role !== before || at !== was) first.value = now;
  });
  const personId = computed({
    get: () => chosen.value ?? first.value ?? suggested.value,
    set: (id: string) => {
      chosen.value = id;
    },
  });
  const person = computed(() => holders.value.find(({ id }) => id === personId.value) ?? null);
  const persons = computed(() => [
    ...holders.value.map(({ id, name }) => ({ value: id, label: name ?? '' })),
    { value: OWNER, label: words.t('access.preview.owner') },
    { value: OTHER, label: words.t('access.preview.other') },
  ]);

  /** Rules of the further roles that the chosen person bears: the union is what they see. */
  const further = useCollection('rule', () => {
    const ids = ((person.value?.roleIds ?? []) as readonly string[]).filter((id) => id !== roleId.value);
    return ids.length === 0 ? null : { where: { field: 'roleId', is: 'in', value: [...ids] }, limit: 500 };
  });
  const binding = computed<Binding>(() => {
    if (person.value) return bindingOf(person.value);
    const row = order.value;
    if (personId.value === OTHER || !row) return { id: '-', teamId: null, warehouses: [] };
    return {
      id: row.sellerId ?? '-',
      teamId: row.teamId ?? null,
      warehouses: row.warehouseId ? [row.warehouseId] : [],
    };
  });
  const rights = computed(() => rightsOf([...rules.value, ...further.rows.value.flatMap(ruleFrom)], binding.value));

  const preview = computed<Preview | null>(() => order.value && previewOf(rights.value, 'order', order.value));
  const means = (): Means => ({ context: context(), nameOf });
  const seen = computed(() => new Map((preview.value?.fields ?? []).map((one) => [one.name, one])));
  const groups = computed<readonly FactGroup[]>(() => {
    const row = order.value;
    if (!row) return [];
    const byGroup = new Map<string, Fact[]>();
    for (const one of preview.value?.fields ?? []) {
      const byName = named[one.name];
      if (headed.has(one.name) || (byName && seen.value.has(byName))) continue;
      const label = Object.entries(named).find(([, name]) => name === one.name)?.[0] ?? one.name;
      const fact = factOf('order', row, one, means());
      const facts = byGroup.get(one.group) ?? [];
      facts.push({ ...fact, label: words.field('order', label) });
      byGroup.set(one.group, facts);
    }
    return groupsOf('order').flatMap(({ group }) => {
      const facts = byGroup.get(group);
      return facts ? [{ group, label: groupText(group), facts }] : [];
    });
  });

  const lineTable = computed(() => {
    const view = lines.rows.value.map((row) => ({ row, told: previewOf(rights.value, 'order_line', row) }));
    const shown = view.filter(({ told }) => told.sees === 'yes');
    const columns = lineColumns.filter((name) =>
      shown.some(({ told }) => told.fields.some((field) => field.name === name)),
    );
    return {
      columns: columns.map((name) => ({
        name,
        label: words.field('order_line', name),
        right: fieldNamed('order_line', name)?.kind !== 'text',
      })),
      rows: shown.map(({ row, told }) => ({
        id: row.id,
        cells: columns.map((name) => {
          const field = told.fields.find((one) => one.name === name);
          return field ? factOf('order_line', row, field, means()) : null;
        }),
      })),
    };
  });

  const head = (name: 'status' | 'payment' | 'fulfilment' | 'billing' | 'number' | 'customerName'): Fact | null => {
    const one = seen.value.get(name);
    const row = order.value;
    return one && row ? { ...factOf('order', row, one, means()), text: String(one.value ?? '') } : null;
  };
  return {
    mayLook,
    search,
    orders,
    orderId,
    order,
    persons,
    personId,
    /** The chosen person bears other roles too, which the preview counts in. */
    further: computed(() => (person.value ? ((person.value.roleIds ?? []) as readonly string[]).length - 1 : 0)),
    preview,
    marks: computed(() => ({
      number: head('number'),
      customerName: head('customerName'),
      status: head('status'),
      payment: head('payment'),
      fulfilment: head('fulfilment'),
      billing: head('billing'),
    })),
    groups,
    lineTable,
    absent: computed(() => listText((preview.value?.absent ?? []).map((group) => inside(groupText(group))))),
    deeds: computed(() => enumerated((preview.value?.deeds ?? []).map((deed) => words.action('order', deed)))),
    hangsOn: computed(() =>
      listText(
        (preview.value?.hangsOn ?? []).map((field) => inside(words.field('order', field))),
        'or',
      ),
    ),
    title: computed(() => String(order.value?.[nounNamed('order').title as 'number'] ?? '')),
  };
};
