import { computed } from 'vue';
import { FIGURE_LIMITS } from '../../../shared/insight/figure.ts';
import { fullName } from '../../../shared/sales/acting.ts';
import { useAllRows } from '../../access/all-rows.ts';
import { words } from '../../words/words.ts';
import type { FilterBar } from './filter-bar.ts';
import { chief, narrowingName, narrowingNamed } from './narrowing.ts';

type Asked = FilterBar['dimensions']['value'][number];
type Named = { readonly id: string; readonly name?: string | null; readonly localName?: string | null };

/** From so many on only those in sight are drawn. */
const LONG = 100;

/** The values of one dimension, to choose from: those of its enumeration, or the rows that this reader sees. */
export const useNarrowMenu = (asked: () => Asked) => {
  const { dimension } = asked();
  const { of, noun, values } = narrowingNamed(dimension);
  const rows = of && useAllRows(of, of === 'person' ? { field: 'status', is: 'ne', value: 'suspended' } : null).rows;
  const items = computed(() =>
    rows
      ? (rows.value as readonly Named[]).map(({ id, name, localName }) => ({
          value: id,
          label: fullName({ name: name ?? '', localName: localName ?? null }),
        }))
      : values.map((value) => ({ value, label: words.value(noun, dimension, value) })),
  );
  const chosen = computed(() => asked().chosen);
  const text = computed(() => {
    const [first = '', ...others] = chosen.value.map(
      (id) => items.value.find(({ value }) => value === id)?.label ?? '…',
    );
    if (chosen.value.length === 0) return words.titled(narrowingName(dimension), words.t('boards.filter.all'));
    return others.length === 0 ? first : words.t('boards.filter.others', { name: first, n: others.length });
  });
  return {
    items,
    chosen,
    name: computed(() => narrowingName(dimension)),
    text,
    /** Its name says what it narrows, also where it shows by what. */
    said: computed(() => (chosen.value.length === 0 ? text.value : words.titled(narrowingName(dimension), text.value))),
    isLong: computed(() => items.value.length > LONG),
    /** One warehouse is nothing to choose from. */
    isThere: computed(() => !chief.includes(dimension) || items.value.length > 1 || chosen.value.length > 0),
    choose: (now: readonly string[]): void => asked().choose(now.slice(0, FIGURE_LIMITS.only)),
  };
};
