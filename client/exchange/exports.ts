import { computed } from 'vue';
import { nounByPlural } from '../../shared/catalogue.ts';
import { useCollection } from '../live/collection.ts';
import { useWords } from '../words/words.ts';

/** The exports that the reader may see, as a list shows them. */
export const useExports = () => {
  const words = useWords();
  const { rows, state } = useCollection('export_log', { limit: 200 });
  const shown = computed(() =>
    rows.value.map(({ id, on = '', exportedAt, fields, personName, format }) => {
      const noun = nounByPlural(on);
      return {
        id,
        list: noun ? words.noun(noun, 'many') : (words.maybe(`documents.titles.${on.replace('documents/', '')}`) ?? on),
        at: exportedAt,
        fields: Array.isArray(fields) ? fields.length : 0,
        who: personName ?? '',
        format: format ? words.value('export_log', 'format', format) : '',
      };
    }),
  );
  return { rows: shown, state };
};
