import { reactive, readonly } from 'vue';

const counts = reactive<Record<string, number>>({});

/** Figures beside navigation entries, by the entry's id; a desk tells them as its live counts move. */
export const useCounts = () => readonly(counts);

/** `null` takes the figure away: the reader may not count these, or there is nothing to say. */
export function tellCount(entry: string, count: number | null): void {
  if (count === null) delete counts[entry];
  else counts[entry] = count;
}
