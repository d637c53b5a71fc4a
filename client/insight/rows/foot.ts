/** What the rows of a list add up to, in words: the figure that they were opened behind, over what the list shows now. */
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import { sumsBehind } from '../../../shared/insight/measure.rows.ts';
import { isConverted, isRatio, plainNames, type Sum } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import type { ListSum } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { sumOf } from '../../live/connection.ts';
import type { List } from '../../sales/list/list.ts';
import { usePaced } from '../../sales/list/paced.ts';
import { words } from '../../words/words.ts';
import { useCounting } from '../tile/counting.ts';
import { mayFigure } from '../tile/offered.ts';
import { said } from '../tile/value.ts';

/** Asked again at most this often, ms, and never more than a tenth of the time. */
const EVERY = 2_000;
const SHARE = 10;

const nameOf = (measure: string): string => words.maybe(`insight.measure.${measure}.name`) ?? measure;

/** How one row's part comes about. */
const howOf = ({ noun, of }: Sum): string => {
  const field = (name: string): string => words.field(noun, name);
  if (of === 'rows') return words.t('insight.foot.counts');
  if (typeof of === 'string' || 'plus' in of)
    return words.t('insight.foot.field', { field: plainNames(of).map(field).join(' + ') });
  if ('price' in of) return words.t('insight.foot.product', { price: field(of.price), quantity: field(of.times) });
  return words.t('insight.foot.time', { from: field(of.from), until: field(of.until) });
};

export const useFigureFoot = (list: List, named: MaybeRefOrGetter<string>) => {
  const me = useMe();
  const rights = useRights();
  const found = shallowRef<ListSum | null>(null);
  const refused = shallowRef(false);
  let took = 0;

  const measure = computed(() => {
    const one = measureNamed(toValue(named));
    if (!one || refused.value || !mayFigure(rights.value, one.name)) return null;
    return sumsBehind(one).every(({ noun }) => noun === (list.noun as NounName)) ? one : null;
  });
  const isReady = computed(() => list.state.value === 'ready' && measure.value !== null);
  // Rules changed or another question: what was told of the rows before goes with them.
  watch(isReady, (ready) => {
    if (!ready) found.value = null;
  });
  usePaced(
    () => JSON.stringify([isReady.value, toValue(named), list.where.value, list.question.value.search]),
    async (stands) => {
      if (!isReady.value) return;
      const began = performance.now();
      const search = list.question.value.search.trim() || null;
      const answer = await sumOf({ noun: list.noun, where: list.where.value, search, measure: toValue(named) });
      took = performance.now() - began;
      if (!stands() || !isReady.value || answer === null) return;
      refused.value = 'refused' in answer && answer.refused === 'unknown_measure';
      found.value = 'refused' in answer ? null : answer;
    },
    () => Math.max(EVERY, SHARE * took),
  );

  const currency = computed(() => me.organisation.currency);
  const sums = computed(() => (measure.value ? sumsBehind(measure.value) : []));
  /** Of a ratio against what is not in the list, what the list holds of it. */
  const shown = computed(() => {
    const one = measure.value;
    return one && isRatio(one) && one.days !== undefined ? (sums.value[0] as Sum) : one;
  });
  const value = useCounting(
    computed(() => (shown.value === measure.value ? (found.value?.value ?? null) : (found.value?.sums[0] ?? null))),
  );

  const over = computed(() => {
    const { value: told } = found;
    const [first, second] = sums.value;
    if (!told || !first || !second) return null;
    const text = (sum: Sum, at: number): string =>
      `${nameOf(sum.name)} ${said(told.sums[at] ?? 0, sum.unit, currency.value).full}`;
    return words.t('insight.foot.over', { value: text(first, 0), by: text(second, 1) });
  });
  const how = computed<readonly string[]>(() => {
    const one = measure.value;
    if (!one) return [];
    const told = found.value;
    const hidden = told?.hidden ?? 0;
    const uncounted = told ? told.rows - told.counted - hidden : 0;
    const [first, second] = sums.value;
    const against = isRatio(one) && one.days !== undefined ? sumsOf(one)[1] : undefined;
    return [
      words.maybe(`insight.measure.${one.name}.what`) ?? '',
      first && second ? '' : howOf(first as Sum),
      sums.value.some(isConverted) ? words.t('insight.foot.converted', { currency: currency.value }) : '',
      against && isRatio(one) ? words.t('insight.foot.against', { name: nameOf(against.name), n: one.days }) : '',
      hidden > 0 ? words.t('insight.foot.hidden', hidden) : '',
      uncounted > 0 ? words.t('insight.foot.uncounted', uncounted) : '',
    ].filter((text) => text !== '');
  });
  const count = computed(() => {
    const { value: told } = found;
    if (!told) return '';
    if (told.counted === told.rows) return words.t('insight.foot.rows', told.rows);
    return words.t('insight.foot.some', { m: told.counted.toLocaleString(words.language), n: told.rows });
  });

  return {
    stands: computed(() => measure.value !== null),
    name: computed(() => (shown.value ? nameOf(shown.value.name) : '')),
    value: computed(() =>
      value.value === null || !shown.value ? null : said(value.value, shown.value.unit, currency.value).full,
    ),
    told: computed(() => found.value !== null),
    over,
    count,
    isPart: computed(() => (found.value?.hidden ?? 0) > 0),
    how,
  };
};
