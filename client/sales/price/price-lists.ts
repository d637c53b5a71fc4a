import { computed } from 'vue';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';

/** Price lists to choose from, as the reader calls them. */
export const usePriceLists = () => {
  const rights = useRights();
  const { rows } = useCollection('price_list', () =>
    rights.value.mayEver('price_list', 'read') ? { limit: 100 } : null,
  );
  const named = computed(() =>
    rows.value.map((row) => ({
      value: row.id,
      label: [choiceName(row, words.language), row.currency].filter(Boolean).join(' · '),
      active: row.active !== false,
    })),
  );
  return {
    rows,
    /** With which new customers begin. */
    usual: computed(() => rows.value.find(({ usual }) => usual) ?? rows.value.find(({ active }) => active) ?? null),
    nameOf: (id: string | undefined): string => {
      const found = rows.value.find((row) => row.id === id);
      return found ? choiceName(found, words.language) : '';
    },
    /** Those in use, and the one that somebody has already. */
    choices: (kept?: unknown) => named.value.filter(({ value, active }) => active || value === kept),
    all: named,
  };
};
