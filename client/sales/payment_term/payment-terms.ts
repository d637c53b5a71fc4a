import { computed } from 'vue';
import type { Terms } from '../../../shared/finance/terms.ts';
import { termOf, termsIn } from '../../../shared/sales/payment_term/payment_term.rules.ts';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';

/** Terms of payment that the company keeps, as the reader calls them; none where the reader may not read them. */
export const usePaymentTerms = () => {
  const rights = useRights();
  const { rows } = useCollection('payment_term', () =>
    rights.value.mayEver('payment_term', 'read')
      ? { sort: [{ field: 'position' }, { field: 'code' }], limit: 100 }
      : null,
  );
  const kept = computed(() =>
    rows.value.flatMap((row) => {
      const terms = termsIn(row);
      return terms ? [{ ...row, terms, label: choiceName(row, words.language) }] : [];
    }),
  );
  return {
    /** What can be chosen from now on. */
    offered: computed(() => kept.value.filter(({ active }) => active)),
    /** As which of them terms go; null where they were agreed on their own. */
    found: (terms: Terms | null) => termOf(kept.value, terms),
    termsOf: (id: string): Terms | null => kept.value.find((one) => one.id === id)?.terms ?? null,
  };
};
