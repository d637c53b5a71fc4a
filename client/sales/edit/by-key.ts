import { shallowReactive, watch } from 'vue';

/** A map that is made anew with each change, read key by key: who reads one key is moved by what stands under that one alone. */
export const byKey = <V>(source: () => ReadonlyMap<string, V>): ((key: string) => V | undefined) => {
  const told = shallowReactive(new Map<string, V>());
  watch(
    source,
    (now) => {
      for (const key of [...told.keys()]) if (!now.has(key)) told.delete(key);
      for (const [key, value] of now) told.set(key, value);
    },
    { immediate: true, flush: 'sync' },
  );
  return (key) => told.get(key);
};
