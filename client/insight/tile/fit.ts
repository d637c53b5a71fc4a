/** How many rows of a list stand in the height that a tile has: closer together first, then fewer, never a cut one. */
import { useResizeObserver } from '@vueuse/core';
import { computed, type MaybeRefOrGetter, nextTick, onMounted, type Ref, reactive, ref, toValue, watch } from 'vue';

/** By how much a row is lower where they stand closer, px. */
const CLOSER = 4;
/** The line that says how many more there are, px. */
const MORE = 24;

export type Fit = {
  /** Rows that are shown; the others are counted in the line below them. */
  readonly shown: number;
  readonly close: boolean;
  /** Whether there is room for that line. */
  readonly told: boolean;
};

/** `row` and `closeRow`: heights with the gap below, px; of an unknown height all are shown. */
export const fitting = (count: number, height: number, row: number, closeRow: number): Fit => {
  if (height <= 0 || row <= 0 || count * row <= height + 1) return { shown: count, close: false, told: false };
  if (count * closeRow <= height + 1) return { shown: count, close: true, told: false };
  const shown = Math.max(1, Math.min(count - 1, Math.floor((height - MORE) / closeRow)));
  return { shown, close: true, told: shown * closeRow + MORE <= height };
};

/** Measures the rows (`li`) in `box`, whose height is what the tile leaves it; it asks for `wish` where there is no limit. */
export const useFit = (box: Ref<HTMLElement | null>, count: MaybeRefOrGetter<number>) => {
  const height = ref(0);
  const rows = reactive({ row: 0, close: 0 });
  const fit = computed(() => fitting(toValue(count), height.value, rows.row, rows.close || rows.row - CLOSER));
  const measure = (): void => {
    const [first, second] = box.value?.querySelectorAll<HTMLElement>('li') ?? [];
    if (!box.value || !first) return;
    const one = second ? second.offsetTop - first.offsetTop : first.offsetHeight;
    if (fit.value.close) rows.close = one;
    else rows.row = one;
    height.value = box.value.clientHeight;
  };
  onMounted(measure);
  useResizeObserver(box, measure);
  watch([() => toValue(count), () => fit.value.close], () => void nextTick(measure));
  const wish = computed(() => (rows.row > 0 ? `${Math.ceil(toValue(count) * rows.row)}px` : 'auto'));
  const more = computed(() => (fit.value.told ? toValue(count) - fit.value.shown : 0));
  return { fit, more, wish };
};
