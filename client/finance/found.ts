/** What the palette finds in Finance, as far as the reader sees it, and what can be begun from anywhere. */
import type { NounName } from '../../shared/catalogue.ts';
import { useRights } from '../access/rights.ts';
import { registerCommands, registerSearch } from '../face/palette.ts';
import { router } from '../router.ts';
import { rowsOf } from '../sales/list/rows.ts';
import type { Word } from '../words/words.ts';

const AT_MOST = 5;
const finds = (noun: NounName, label: Word, icon: string, route: string): void => {
  registerSearch({
    id: noun,
    label,
    search: async (query, signal) => {
      if (!useRights().value.mayEver(noun, 'read')) return [];
      const { rows } = await rowsOf(noun, { search: query, limit: AT_MOST, signal });
      return (rows as readonly { readonly id: string; readonly [field: string]: unknown }[]).map((row) => ({
        id: row.id,
        icon,
        label: String(row.number ?? ''),
        suffix: String(row.customerName ?? ''),
        run: () => void router.push({ name: route, params: { id: row.id } }),
      }));
    },
  });
};

finds('invoice', 'nav.invoices', 'i-lucide-receipt-text', 'invoice');
finds('receipt', 'nav.receipts', 'i-lucide-banknote', 'receipt');
registerCommands('finance', [
  {
    id: 'finance.receipt',
    label: 'receipt.new',
    icon: 'i-lucide-banknote',
    group: 'actions',
    run: () => void router.push({ name: 'receipt-new' }),
    when: () => useRights().value.mayEver('receipt', 'create'),
  },
]);
