import { computed, type Ref } from 'vue';
import type { ChoiceList } from '../../../shared/system/choice/choice.fields.ts';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';

export type Choosable = { readonly id: string; readonly name: string; readonly label: string };

/** What the company offers on a list, as the reader calls it; empty where it keeps none. */
export const useChoices = (list: ChoiceList): Ref<readonly Choosable[]> => {
  const rights = useRights();
  const { rows } = useCollection('choice', () =>
    rights.value.mayEver('choice', 'read')
      ? {
          where: {
            all: [
              { field: 'list', is: 'eq', value: list },
              { field: 'active', is: 'eq', value: true },
            ],
          },
          sort: [{ field: 'position' }, { field: 'code' }],
          limit: 200,
        }
      : null,
  );
  return computed(() =>
    rows.value.map((row) => ({ id: row.id, name: row.name ?? '', label: choiceName(row, words.language) })),
  );
};
