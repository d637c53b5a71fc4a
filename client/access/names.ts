import { shallowReactive } from 'vue';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { rowsOf } from '../sales/list/rows.ts';

/** How many names are asked for at once, at most. */
const AT_ONCE = 200;

/** Names of rows by their ids, asked for when a text first needs them; '…' meanwhile, and for what is not the reader's to see. */
export const useNames = () => {
  const known = shallowReactive(new Map<string, string>());
  const wanted = new Map<NounName, Set<string>>();
  let asking = false;
  const ask = async (): Promise<void> => {
    asking = false;
    const batches = [...wanted];
    wanted.clear();
    for (const [noun, ids] of batches) {
      const page = await rowsOf(noun, {
        where: { field: 'id', is: 'in', value: [...ids].slice(0, AT_ONCE) },
        limit: AT_ONCE,
      }).catch(() => null);
      for (const row of page?.rows ?? []) {
        const name = (row as { readonly [field: string]: unknown })[nounNamed(noun).title];
        known.set(row.id, String(name ?? ''));
      }
    }
  };
  const asked = new Set<string>();
  return (noun: NounName, id: string): string => {
    const name = known.get(id);
    if (name !== undefined) return name;
    if (!asked.has(id)) {
      asked.add(id);
      wanted.set(noun, (wanted.get(noun) ?? new Set()).add(id));
      if (!asking) {
        asking = true;
        queueMicrotask(() => void ask());
      }
    }
    return '…';
  };
};
export type NameOf = ReturnType<typeof useNames>;
