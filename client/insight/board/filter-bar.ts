import { computed, type Ref, ref } from 'vue';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import {
  type ComparisonName,
  comparisonNames,
  FIGURE_LIMITS,
  type PeriodName,
  periodNames,
} from '../../../shared/insight/figure.ts';
import { useRights } from '../../access/rights.ts';
import { words } from '../../words/words.ts';
import type { Tile } from '../tile/library.ts';
import { narrows } from '../tile/offered.ts';
import { usualPeriod } from '../tile/split.ts';
import { narrowedBy, valuesOf } from './filter.ts';
import { chief, narrowings } from './narrowing.ts';
import { isPeriodic } from './shown.ts';

const NONE = 'none';
const SPAN = 'span';
export type FilterBar = ReturnType<typeof useFilterBar>;

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

  /** Asked for on this visit, and not chosen from yet. */
  const added = ref<readonly string[]>([]);
  const count = (dimension: string): number =>
    tiles.value.filter(({ of }) => narrows(rights.value, of, dimension)).length;
  const chosenOf = (dimension: string): readonly string[] => valuesOf(filter.value, dimension);
  /** What stands ready for some tile, and what is narrowed by. */
  const dimensions = computed(() =>
    narrowings
      .filter((one) => (chief.includes(one) && count(one) > 0) || chosenOf(one).length > 0 || added.value.includes(one))
      .map((dimension) => ({
        dimension,
        chosen: chosenOf(dimension),
        fresh: added.value.includes(dimension),
        choose: (values: readonly string[]): void => change(narrowedBy(filter.value, dimension, values)),
      })),
  );
  /** Others that tiles have in common, while the server takes one more. */
  const more = computed(() => {
    const taken = filter.value.only?.length ?? 0;
    if (taken >= FIGURE_LIMITS.narrowings) return [];
    const shared = Math.min(2, tiles.value.length);
    return narrowings.filter(
      (one) => shared > 0 && count(one) >= shared && !dimensions.value.some(({ dimension }) => dimension === one),
    );
  });
  const add = (dimension: string): void => {
    added.value = [...added.value, dimension];
  };
  /** Figures of what stands now know no period. */
  const isPeriodical = computed(() => tiles.value.some(({ of }) => isPeriodic(of)));
  return { isPeriodical, periods, period, compares, compare, dimensions, more, add };
};
