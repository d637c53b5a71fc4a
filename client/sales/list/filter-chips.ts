import { computed, type Ref } from 'vue';
import { catalogue, fieldNamed, isNoun, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { type Filter, type FilterLeaf, LIMITS } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { useCollection } from '../../live/collection.ts';
import { fieldText, filterText, leavesText, type Saying } from './filter-text.ts';
import { groupedClauses, withField, without } from './question.ts';

export type Chip = {
  readonly key: string;
  readonly field: string | null;
  readonly name: string;
  readonly value: string;
  readonly leaves: readonly FilterLeaf[];
  readonly part: Filter | null;
};

const refersTo = (noun: NounName, field: string): NounName | null => {
  const of = fieldNamed(noun, field)?.of;
  return of && isNoun(of) ? of : null;
};

/** Ids that the filter names of rows of one noun. */
const idsIn = (noun: NounName, of: NounName, where: Filter | null): readonly string[] => {
  if (where === null) return [];
  if ('all' in where) return where.all.flatMap((one) => idsIn(noun, of, one));
  if ('any' in where) return where.any.flatMap((one) => idsIn(noun, of, one));
  if ('not' in where) return idsIn(noun, of, where.not);
  if (refersTo(noun, where.field) !== of) return [];
  const values = Array.isArray(where.value) ? where.value : [where.value];
  return values.filter((value): value is string => typeof value === 'string' && !value.startsWith('@'));
};

/** Names of the rows that a filter refers to, live. */
const useNamesIn = (noun: NounName, where: Ref<Filter | null>): Ref<ReadonlyMap<string, string>> => {
  const rights = useRights();
  const kinds = [
    ...new Set(Object.keys(catalogue[noun].fields).flatMap((field) => refersTo(noun, field) ?? [])),
  ].filter((of) => rights.value.mayEver(of, 'read'));
  const found = kinds.map((of) => ({
    of,
    rows: useCollection(of, () => {
      const ids = [...new Set(idsIn(noun, of, where.value))].slice(0, LIMITS.values);
      return ids.length === 0 ? null : { where: { field: 'id', is: 'in', value: ids }, limit: LIMITS.window };
    }).rows,
  }));
  return computed(
    () =>
      new Map(
        found.flatMap(({ of, rows }) =>
          rows.value.map(
            (row) => [row.id, String((row as { [field: string]: unknown })[nounNamed(of).title] ?? '')] as const,
          ),
        ),
      ),
  );
};

/** The filter as chips, each a field with what is asked of it. */
export const useChips = (
  noun: NounName,
  where: Ref<Filter | null>,
  filters: Ref<readonly string[]>,
  set: (where: Filter | null) => void,
) => {
  const me = useMe();
  const { today, zone } = useClock();
  const names = useNamesIn(noun, where);
  const saying = computed<Saying>(() => ({
    noun,
    currency: me.organisation.currency,
    today: today.value,
    zone: zone.value,
    names: names.value,
  }));
  const chips = computed<readonly Chip[]>(() =>
    groupedClauses(where.value).map((one) =>
      'other' in one
        ? {
            key: JSON.stringify(one.other),
            field: null,
            name: '',
            value: filterText(one.other, saying.value),
            leaves: [],
            part: one.other,
          }
        : {
            key: one.field,
            // An instant comes from a figure's period; there is nothing to choose it by.
            field: fieldNamed(noun, one.field)?.kind === 'instant' ? null : one.field,
            name: fieldText(noun, one.field),
            value: leavesText(one.leaves, saying.value),
            leaves: one.leaves,
            part: null,
          },
    ),
  );
  /** Fields that have no chip yet. */
  const offered = computed(() =>
    filters.value
      .filter((field) => !chips.value.some((chip) => chip.field === field))
      .map((field) => ({ field, label: fieldText(noun, field) })),
  );
  return {
    chips,
    offered,
    names,
    setField: (field: string, leaves: readonly FilterLeaf[]) => set(withField(where.value, field, leaves)),
    removeChip: (chip: Chip) => set(chip.part ? without(where.value, chip.part) : withField(where.value, chip.key, [])),
  };
};
