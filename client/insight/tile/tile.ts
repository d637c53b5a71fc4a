import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { isTimeSplit } from '../../../shared/insight/measure.period.ts';
import { useMe } from '../../access/me.ts';
import { useClock } from '../../face/now.ts';
import { ageOf, dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { useFigure } from '../figure/figure.ts';
import { useOccasions } from '../occasion/occasions.ts';
import { pageBehind } from './behind.ts';
import { useCounting } from './counting.ts';
import { queryOfTile, type Tile, type TileFrame } from './library.ts';
import { unitOf } from './offered.ts';
import { type NamedPoint, pointsOf } from './points.ts';
import { toneOf } from './sense.ts';
import { changeOf, said, saidOnAxis, saidShort } from './value.ts';

export const nameOfTile = ({ id, measure }: Pick<Tile, 'id' | 'measure'>): string =>
  words.maybe(`insight.tile.${id}`) ?? words.maybe(`insight.measure.${measure}.name`) ?? measure;
export const meaningOf = (measure: string): string => words.maybe(`insight.measure.${measure}.what`) ?? '';

/** All that a tile shows: its figure in words, its points, and where its rows are. */
export const useTile = (tile: MaybeRefOrGetter<Tile>, frame: MaybeRefOrGetter<TileFrame>) => {
  const me = useMe();
  const { today, now, zone } = useClock();
  const query = computed<FigureQuery>(() => queryOfTile(toValue(tile), toValue(frame)));
  const { figure, state, moves, turning } = useFigure(query);
  const unit = computed(() => unitOf(toValue(tile).measure));
  const currency = computed(() => me.organisation.currency);
  const text = (value: number): string => saidShort(value, unit.value, currency.value);
  const onAxis = (value: number): string => saidOnAxis(value, unit.value, currency.value);

  const value = useCounting(computed(() => figure.value?.value ?? null));
  const large = computed(() => (value.value === null ? null : said(value.value, unit.value, currency.value)));
  const timed = computed(() => Boolean(query.value.by && isTimeSplit(query.value.by)));
  const isDrawn = computed(() => timed.value && (toValue(tile).view === 'line' || toValue(tile).view === 'bar'));
  const { happenedAt, occasions } = useOccasions(
    () => (isDrawn.value ? (figure.value?.period ?? null) : null),
    () => query.value.by ?? null,
  );
  const bare = computed<readonly NamedPoint[]>(() =>
    figure.value && query.value.by
      ? pointsOf(
          figure.value,
          { measure: query.value.measure, by: query.value.by, ranked: toValue(tile).view === 'top' },
          today.value,
        )
      : [],
  );
  const points = computed<readonly NamedPoint[]>(() => {
    const happened = happenedAt.value;
    if (happened.size === 0) return bare.value;
    return bare.value.map((one) => {
      const text = one.key === null ? undefined : happened.get(one.key);
      return text ? { ...one, happened: text } : one;
    });
  });
  /** Nothing in it, now or in the period before: a line along the ground says less than words. */
  const isEmpty = computed(() => points.value.every((one) => !one.value && !one.before && one.count === 0));

  const before = computed(() => figure.value?.compared?.value ?? null);
  const comparison = computed(() => {
    const against = query.value.compare;
    if (!against || toValue(tile).view === 'flow') return null;
    const change = changeOf(figure.value?.value ?? null, before.value, unit.value);
    if (!change) return null;
    const span = figure.value?.compared?.period;
    const full = words.t(against === 'target' ? 'targets.full' : 'insight.before', {
      value: before.value === null ? '–' : said(before.value, unit.value, currency.value).full,
    });
    return {
      change,
      against,
      tone: toneOf(toValue(tile).measure, change.way),
      full: span ? words.t('shell.aside', { text: full, aside: spanText(span) }) : full,
    };
  });
  const spanText = ({ from, to }: { from: string; to: string }): string =>
    from === to
      ? dayText(from, words.language, today.value)
      : words.t('insight.span', {
          from: dayText(from, words.language, today.value),
          to: dayText(to, words.language, today.value),
        });
  const yesterday = computed(() =>
    toValue(tile).view === 'flow' && before.value !== null
      ? words.t('insight.yesterday', { value: saidShort(before.value, unit.value, currency.value) })
      : null,
  );
  /** Reckoned from the time stamp, so that it goes on while nothing moves. */
  const oldest = computed(() => {
    const since = figure.value?.oldest;
    if (since === null || since === undefined) return null;
    const { unit: in_, n } = ageOf(since, now.value);
    return { text: words.t('insight.oldest', { age: words.t(`time.${in_}`, { n }) }), late: in_ === 'days' };
  });

  const name = computed(() => nameOfTile(toValue(tile)));
  const chart = computed(() => ({
    shape: toValue(tile).view === 'line' ? ('line' as const) : ('bar' as const),
    points: points.value,
    name: name.value,
    compare: query.value.compare ?? null,
    text,
    onAxis,
    share: unit.value === 'ppm',
  }));
  /** Two points are no trend. */
  const spark = computed(() =>
    toValue(tile).view === 'number' && timed.value && points.value.length > 2
      ? points.value.map((point) => point.value)
      : null,
  );

  const behind = (key?: string | null): RouteLocationRaw | null =>
    pageBehind(query.value, { today: today.value, zone: zone.value }, key);
  const rows = computed(() => behind());
  return {
    figure,
    state,
    moves,
    turning,
    query,
    unit,
    currency,
    text,
    onAxis,
    large,
    points,
    timed,
    isDrawn,
    occasions,
    isEmpty,
    comparison,
    yesterday,
    oldest,
    rows,
    toPoint: ({ key }: NamedPoint) => behind(key),
    span: computed(() => (figure.value?.period ? spanText(figure.value.period) : null)),
    name,
    chart,
    spark,
    what: computed(() => meaningOf(toValue(tile).measure)),
  };
};
export type TileSeen = ReturnType<typeof useTile>;
