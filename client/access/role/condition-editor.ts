import { computed, ref, shallowRef, watch } from 'vue';
import type { Condition, Leaf, Scalar } from '../../../shared/base/condition.ts';
import type { Field } from '../../../shared/base/fields.ts';
import { formatAmount, formatPrice, parseAmount, parsePrice } from '../../../shared/base/money.ts';
import { fieldNamed, isNoun, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { rowsOf } from '../../sales/list/rows.ts';
import { words } from '../../words/words.ts';
import {
  type Asking,
  askingOf,
  askingsOf,
  comparable,
  conditionOf,
  firstLeaf,
  leafOf,
  shapeOf,
  takes,
  valuesOf,
} from './comparisons.ts';
import { conditionText, type Saying } from './role-words.ts';

type Choice = { readonly value: string; readonly label: string };

/** A condition taken apart, so that each comparison is chosen from what its field allows. */
export const useCondition = (
  noun: () => NounName,
  when: () => Condition | null,
  saying: () => Saying,
  change: (when: Condition | null) => void,
) => {
  const shape = computed(() => shapeOf(when()));
  const put = (leaves: readonly Leaf[]): void => change(conditionOf({ ...shape.value, leaves }));
  const fields = computed<readonly Choice[]>(() =>
    comparable(noun()).map((field) => ({ value: field, label: words.field(noun(), field) })),
  );
  const rest = computed(() =>
    shape.value.rest.map((condition) => ({ condition, text: conditionText(noun(), condition, saying()) })),
  );
  return {
    shape,
    fields,
    rest,
    joins: computed(() =>
      (['all', 'any'] as const).map((join) => ({ value: join, label: words.t(`access.condition.${join}`) })),
    ),
    join: (join: 'all' | 'any') => change(conditionOf({ ...shape.value, join })),
    add: (field: string) => put([...shape.value.leaves, firstLeaf(noun(), field)]),
    set: (at: number, leaf: Leaf) => put(shape.value.leaves.with(at, leaf)),
    remove: (at: number) => put(shape.value.leaves.toSpliced(at, 1)),
    removeRest: (condition: Condition) =>
      change(conditionOf({ ...shape.value, rest: shape.value.rest.filter((one) => one !== condition) })),
  };
};

const textOf = (field: Field, value: Scalar | undefined, currency: string): string => {
  if (value === undefined || value === null || value === '') return '';
  if (field.kind === 'money') return formatAmount(value as number, currency);
  if (field.kind === 'price') return formatPrice(value as number, currency);
  if (field.kind === 'ppm') return String((value as number) / 10_000);
  return String(value);
};
/** What was typed as a value of the field; null where it is none. */
const valueFrom = (field: Field, text: string, currency: string): Scalar => {
  const bare = text.trim();
  if (field.kind === 'money') return parseAmount(bare, currency);
  if (field.kind === 'price') return parsePrice(bare);
  if (field.kind === 'text' || field.kind === 'day') return bare;
  const number = Number(bare.replaceAll(',', ''));
  const whole = field.kind === 'ppm' ? Math.round(number * 10_000) : number;
  return bare !== '' && Number.isSafeInteger(whole) ? whole : null;
};

/** One comparison: its field, how it compares, and with what. */
export const useLeaf = (noun: () => NounName, leaf: () => Leaf, saying: () => Saying, set: (leaf: Leaf) => void) => {
  const field = computed<Field>(() => fieldNamed(noun(), leaf().field) ?? { kind: 'text', group: '' });
  const asking = computed(() => askingOf(noun(), leaf()));
  const askings = computed(() => {
    const offered = askingsOf(field.value);
    const all = offered.includes(asking.value) ? offered : [...offered, asking.value];
    return all.map((value) => ({ value, label: words.t(`access.asking.${value}`) }));
  });
  const ask = (now: Asking): void => set(leafOf(noun(), leaf().field, now, valuesOf(leaf())));

  const manner = computed<'choices' | 'day' | 'text' | 'none'>(() => {
    const wanted = takes(field.value, asking.value);
    if (wanted === 'none') return 'none';
    if (wanted === 'many') return 'choices';
    return field.value.kind === 'day' ? 'day' : 'text';
  });

  const query = ref('');
  const found = shallowRef<readonly Choice[]>([]);
  const refersTo = computed(() => (field.value.of && isNoun(field.value.of) ? field.value.of : null));
  let asked = new AbortController();
  const look = async (): Promise<void> => {
    const of = refersTo.value;
    if (!of) return;
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { title, fields } = nounNamed(of);
    const text = query.value.trim();
    const searchable = Object.values(fields).some((one) => one.searchable);
    const page = await rowsOf(of, { ...(searchable && text ? { search: text } : {}), limit: 50, signal }).catch(
      () => null,
    );
    if (!page || signal.aborted) return;
    found.value = page.rows.map((row) => ({
      value: row.id,
      label: String((row as { readonly [name: string]: unknown })[title] ?? ''),
    }));
  };
  watch([refersTo, query], () => void look(), { immediate: true });
  const chosen = computed(() => valuesOf(leaf()).map(String));
  const choices = computed<readonly Choice[]>(() => {
    if (field.value.kind === 'enum') {
      return (field.value.values ?? []).map((value) => ({ value, label: words.value(noun(), leaf().field, value) }));
    }
    const of = refersTo.value;
    const missing = chosen.value.filter((id) => !found.value.some(({ value }) => value === id));
    return [...missing.map((id) => ({ value: id, label: of ? saying().nameOf(of, id) : id })), ...found.value];
  });
  const text = computed<string>({
    get: () => textOf(field.value, valuesOf(leaf())[0], saying().currency),
    set: (now) => {
      const value = valueFrom(field.value, now, saying().currency);
      set(leafOf(noun(), leaf().field, asking.value, value === null ? [] : [value]));
    },
  });
  return {
    asking,
    askings,
    ask,
    manner,
    query,
    searches: computed(() => refersTo.value !== null),
    choices,
    chosen: computed<string[]>({
      get: () => [...chosen.value],
      set: (values) => set(leafOf(noun(), leaf().field, asking.value, values)),
    }),
    text,
    isFigure: computed(() => field.value.kind !== 'text' && field.value.kind !== 'day'),
    change: (name: string) => set(firstLeaf(noun(), name)),
  };
};
