import { computed, type Ref } from 'vue';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import { type ComparisonName, comparisonNames, type PeriodName, periodNames } from '../../../shared/insight/figure.ts';
import { useAllRows } from '../../access/all-rows.ts';
import { useRights } from '../../access/rights.ts';
import { words } from '../../words/words.ts';
import type { Tile } from '../tile/library.ts';
import { narrows } from '../tile/offered.ts';
import { usualPeriod } from '../tile/split.ts';
import { type Narrowing, narrowedBy, narrowings, valuesOf } from './filter.ts';
import { isPeriodic } from './shown.ts';

const NONE = 'none';
const SPAN = 'span';
/** Values of a dimension at once, at most; the server takes no more. */
const MOST = 50;
const looks = {
  warehouseId: { noun: 'warehouse', icon: 'i-lucide-warehouse', word: 'boards.filter.warehouse' },
  sellerId: { noun: 'person', icon: 'i-lucide-user-round', word: 'boards.filter.seller' },
} as const;

export const useFilterBar = (
  filter: Ref<BoardFilter>,
  tiles: Ref<readonly { readonly of: Tile }[]>,
  change: (filter: BoardFilter) => void,
) => {
  const rights = useRights();
  const span = computed(() => (typeof filter.value.period === 'object' ? filter.value.period : null));
  const periods = computed(() => [
    ...(span.value ? [{ value: SPAN, label: words.t('insight.span', span.value) }] : []),
    ...periodNames
      .filter((name) => !name.startsWith('next'))
      .map((name) => ({ value: name as string, label: words.t(`insight.period.${name}`) })),
  ]);
  const period = computed({
    get: () => (span.value ? SPAN : ((filter.value.period as PeriodName | null) ?? usualPeriod)),
    set: (value: string) => {
      if (value !== SPAN) change({ ...filter.value, period: value as PeriodName });
    },
  });
  const compares = computed(() => [
    { value: NONE, label: words.t('insight.compare.none') },
    ...comparisonNames
      .filter((one) => one !== 'target' || rights.value.mayEver('target', 'read'))
      .map((value) => ({ value: value as string, label: words.t(`insight.compare.${value}`) })),
  ]);
  const compare = computed({
    get: () => filter.value.compare ?? NONE,
    set: (value: string) => change({ ...filter.value, compare: value === NONE ? null : (value as ComparisonName) }),
  });

  const rows = {
    warehouseId: useAllRows('warehouse'),
    sellerId: useAllRows('person', { field: 'status', is: 'ne', value: 'suspended' }),
  };
  const dimensionOf = (dimension: Narrowing) => {
    const { icon, word } = looks[dimension];
    const label = words.t(word);
    const items = rows[dimension].rows.value.map(({ id, name }) => ({ value: id, label: name ?? '' }));
    const chosen = valuesOf(filter.value, dimension);
    const names = chosen.map((id) => items.find(({ value }) => value === id)?.label ?? '…');
    const [first = '', ...others] = names;
    const text =
      names.length === 0
        ? `${label}: ${words.t('boards.filter.all')}`
        : others.length === 0
          ? first
          : words.t('boards.filter.others', { name: first, n: others.length });
    const choose = (values: readonly string[]): void =>
      change(narrowedBy(filter.value, dimension, values.slice(0, MOST)));
    // Its name says what it narrows, also where it shows by what.
    const said = chosen.length === 0 ? text : `${label}: ${text}`;
    return { dimension, icon, said, items, chosen, text, choose };
  };
  /** Offered where some tile can be narrowed by it and there is more than one to choose from. */
  const dimensions = computed(() =>
    narrowings
      .filter((dimension) => tiles.value.some(({ of }) => narrows(rights.value, of, dimension)))
      .map(dimensionOf)
      .filter(({ items, chosen }) => items.length > 1 || chosen.length > 0),
  );
  /** Figures of what stands now know no period. */
  const isPeriodical = computed(() => tiles.value.some(({ of }) => isPeriodic(of)));
  return { isPeriodical, periods, period, compares, compare, dimensions };
};
