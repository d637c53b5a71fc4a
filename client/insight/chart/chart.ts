import { usePreferredReducedMotion } from '@vueuse/core';
import { computed, nextTick, onBeforeUnmount, ref, shallowRef, useTemplateRef, watch } from 'vue';
import type { Exposed } from 'vue-echarts';
import type { ComparisonName } from '../../../shared/insight/figure.ts';
import { useAppearance } from '../../face/appearance.ts';
import { words } from '../../words/words.ts';
import type { NamedPoint } from '../tile/points.ts';
import { type Colours, coloursNow } from './colours.ts';
import { timeOption } from './time.option.ts';

/** What the dashed line is called. */
export const beforeText = (compare: ComparisonName): string =>
  words.t(compare === 'previous' ? 'insight.chart.before' : `insight.chart.${compare}`);

export type ChartAsked = {
  readonly shape: 'line' | 'bar';
  readonly points: readonly NamedPoint[];
  readonly name: string;
  readonly compare: ComparisonName | null;
  readonly text: (value: number) => string;
  readonly onAxis: (value: number) => string;
  readonly share: boolean;
};
export const useChart = (asked: () => ChartAsked, open: (point: NamedPoint) => void) => {
  const { dark } = useAppearance();
  const motion = usePreferredReducedMotion();
  const colours = shallowRef<Colours>(coloursNow());
  // The class on the document changes first, then what its variables hold is read.
  watch(dark, async () => {
    await nextTick();
    requestAnimationFrame(() => {
      colours.value = coloursNow();
    });
  });
  const hidden = ref<ReadonlySet<string>>(new Set());
  const at = ref<number | null>(null);
  const drawn = useTemplateRef<Exposed>('drawn');

  const beforeName = computed(() => {
    const { compare, points } = asked();
    if (compare === null || points.every(({ before }) => before === null)) return null;
    return beforeText(compare);
  });
  const nowName = computed(() => (beforeName.value === null ? asked().name : words.t('insight.chart.now')));
  const legend = computed(() => [
    { id: 'now', name: nowName.value, hidden: hidden.value.has('now') },
    ...(beforeName.value === null
      ? []
      : [{ id: 'before', name: beforeName.value, hidden: hidden.value.has('before') }]),
  ]);
  const pointText = ({ label, value, happened }: NamedPoint): string =>
    words.titled(label, value === null ? '–' : asked().text(value)) +
    (happened ? words.t('shell.stop') + happened : '');
  const option = computed(() => {
    const { shape, points, text, onAxis, share, name } = asked();
    return timeOption({
      shape,
      points,
      text,
      onAxis,
      share,
      name: nowName.value,
      beforeName: beforeName.value,
      hidden: hidden.value,
      still: motion.value === 'reduce',
      colours: colours.value,
      said: name + words.t('shell.stop') + points.slice(-31).map(pointText).join(words.t('shell.semicolon')),
      font: getComputedStyle(document.body).fontFamily,
    });
  });
  const spoken = computed(() => {
    const point = at.value === null ? undefined : asked().points[at.value];
    return point ? pointText(point) : '';
  });
  const leave = (): void => {
    at.value = null;
    drawn.value?.dispatchAction({ type: 'hideTip' });
  };
  const step = (by: number): void => {
    const last = asked().points.length - 1;
    const next = at.value === null ? (by === 1 || by === -Infinity ? 0 : last) : at.value + by;
    at.value = Math.max(0, Math.min(last, next));
    drawn.value?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at.value });
  };
  // What is drawn anew forgets what it said: whoever stands at a point goes on reading it.
  watch(option, () =>
    requestAnimationFrame(() => {
      if (at.value !== null) drawn.value?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at.value });
    }),
  );
  const enter = (): void => {
    const point = at.value === null ? undefined : asked().points[at.value];
    if (point) open(point);
  };
  const toggle = (id: string): void => {
    const now = new Set(hidden.value);
    if (!now.delete(id)) now.add(id);
    // Something is always drawn.
    hidden.value = now.size === legend.value.length ? new Set() : now;
  };
  const pressed = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }): void => {
    const found = drawn.value?.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
    const point = Array.isArray(found) ? asked().points[Math.round(Number(found[0]))] : undefined;
    if (point) open(point);
  };
  onBeforeUnmount(leave);
  return { option, legend, toggle, spoken, step, enter, leave, pressed, drawn };
};
