import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import { comparisonNames, type PeriodName, periodNames } from '../../../shared/insight/figure.ts';
import { periodNamed } from '../../../shared/insight/measure.period.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { filterOf, queryOfFilter } from '../board/filter.ts';
import { narrowings } from '../board/narrowing.ts';
import type { TileFrame } from '../tile/library.ts';
import { usualPeriod } from '../tile/split.ts';

export const comparisons = [...comparisonNames, 'none'] as const;
export type Compared = (typeof comparisons)[number];
/** What lies ahead has nothing to be compared with. */
export const pastPeriods = periodNames.filter((name) => !name.startsWith('next_'));
const usual: Compared = 'previous';

const isPeriod = (text: unknown): text is PeriodName => (pastPeriods as readonly unknown[]).includes(text);
const isCompared = (text: unknown): text is Compared => (comparisons as readonly unknown[]).includes(text);

/** Period, comparison and narrowing of a board, kept in the address, so that a link is what one saw. */
export const useBoardFrame = () => {
  const route = useRoute();
  const router = useRouter();
  const rights = useRights();
  const { today } = useClock();
  const period = computed<PeriodName>(() => (isPeriod(route.query.period) ? route.query.period : usualPeriod));
  const compare = computed<Compared>(() => (isCompared(route.query.compare) ? route.query.compare : usual));
  const frame = computed<TileFrame>(() => ({
    period: period.value,
    compare: compare.value === 'none' ? null : compare.value,
    only: only.value,
  }));
  const only = computed<NonNullable<BoardFilter['only']> | null>(() => filterOf(route.query, null).only ?? null);
  const narrow = (to: BoardFilter['only']): void => {
    const others = Object.entries(route.query).filter(([name]) => !narrowings.includes(name));
    const wanted = queryOfFilter({ only: to ?? null }, null);
    void router.replace({ query: { ...Object.fromEntries(others), ...wanted } });
  };
  const go = (now: { period?: PeriodName; compare?: Compared }): void => {
    const { period: _period, compare: _compare, ...rest } = route.query;
    const next = { period: period.value, compare: compare.value, ...now };
    void router.replace({
      query: {
        ...rest,
        ...(next.period === usualPeriod ? {} : { period: next.period }),
        ...(next.compare === usual ? {} : { compare: next.compare }),
      },
    });
  };
  return {
    frame,
    narrow,
    period: computed({ get: () => period.value, set: (to: PeriodName) => go({ period: to }) }),
    compare: computed({ get: () => compare.value, set: (to: Compared) => go({ compare: to }) }),
    periods: computed(() => pastPeriods.map((value) => ({ value, label: words.t(`insight.period.${value}`) }))),
    // Targets are offered to those who may see that there are some.
    comparisons: computed(() =>
      comparisons
        .filter((one) => one !== 'target' || rights.value.mayEver('target', 'read'))
        .map((value) => ({ value, label: words.t(`insight.compare.${value}`) })),
    ),
    /** The days that it comes to. */
    span: computed(() => {
      const { from, to } = periodNamed(period.value, today.value);
      const text = (day: string) => dayText(day, words.language, today.value);
      return from === to ? text(from) : words.t('insight.span', { from: text(from), to: text(to) });
    }),
  };
};
