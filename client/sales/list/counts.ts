import { type Ref, shallowRef } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import { counted } from '../../live/connection.ts';
import { usePaced } from './paced.ts';

export type Counted = { readonly id: string; readonly where: Filter | null; readonly search?: string };

/** Counts are asked again at most this often, ms, and only while something moves and somebody looks. */
const EVERY = 6_000;

type Known = { readonly count: number; readonly more: boolean };
export type Counts = {
  readonly counts: Ref<ReadonlyMap<string, number>>;
  /** Searches with more rows than are counted, and how many are. */
  readonly beyond: Ref<ReadonlyMap<string, number>>;
};

/** How many rows each question has now, by its id; a question that is not answered yet is in neither. */
export const useCountsOf = (noun: NounName, questions: () => readonly Counted[]): Counts => {
  const counts = shallowRef<ReadonlyMap<string, number>>(new Map());
  const beyond = shallowRef<ReadonlyMap<string, number>>(new Map());
  const known = new Map<string, Known>();

  const ask = async (stands: () => boolean): Promise<void> => {
    const wanted = questions();
    await Promise.all(
      wanted.map(async ({ id, where, search }) => {
        const found = await counted({ noun, where, search: search || null });
        if (found !== null) known.set(id, found);
      }),
    );
    if (!stands()) return;
    const told = (more: boolean): ReadonlyMap<string, number> =>
      new Map(
        wanted.flatMap(({ id }) => {
          const found = known.get(id);
          return found?.more === more ? [[id, found.count] as const] : [];
        }),
      );
    counts.value = told(false);
    beyond.value = told(true);
  };
  usePaced(
    () => JSON.stringify(questions()),
    ask,
    () => EVERY,
  );
  return { counts, beyond };
};
