/** What the palette finds in Sales: orders, customers and products, as far as the reader sees them. */
import type { NounName } from '../../shared/catalogue.ts';
import { registerSearch } from '../face/palette.ts';
import { router } from '../router.ts';
import type { Word } from '../words/words.ts';
import { rowsOf } from './list/rows.ts';

const AT_MOST = 6;

const finds = (
  noun: NounName,
  label: Word,
  icon: string,
  route: string,
  say: (row: { readonly [field: string]: unknown }) => { readonly label: string; readonly suffix: string },
): void => {
  registerSearch({
    id: noun,
    label,
    search: async (query, signal) => {
      if (!router.hasRoute(route)) return [];
      const { rows } = await rowsOf(noun, { search: query, limit: AT_MOST, signal });
      return rows.map((row) => ({
        id: row.id,
        icon,
        ...say(row),
        run: () => void router.push({ name: route, params: { id: row.id } }),
      }));
    },
  });
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

finds('order', 'nav.orders', 'i-lucide-file-text', 'order', (row) => ({
  label: text(row.number),
  suffix: text(row.customerName),
}));
finds('customer', 'nav.customers', 'i-lucide-building-2', 'customer', (row) => ({
  label: text(row.name),
  suffix: [text(row.localName), text(row.number)].filter(Boolean).join(' '),
}));
finds('product', 'nav.products', 'i-lucide-tag', 'product', (row) => ({
  label: text(row.sku),
  suffix: [text(row.name), text(row.localName)].filter(Boolean).join(' '),
}));
