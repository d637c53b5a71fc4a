/** What the palette finds in the warehouse beside what Sales finds: delivery notes, as far as the reader sees them. */
import { useRights } from '../access/rights.ts';
import { registerSearch } from '../face/palette.ts';
import { router } from '../router.ts';
import { rowsOf } from '../sales/list/rows.ts';

const AT_MOST = 6;

registerSearch({
  id: 'shipment',
  label: 'nav.shipments',
  search: async (query, signal) => {
    if (!useRights().value.mayEver('shipment', 'read')) return [];
    const { rows } = await rowsOf('shipment', { search: query, limit: AT_MOST, signal });
    return rows.map(({ id, number, customerName }) => ({
      id,
      label: number ?? '',
      suffix: customerName,
      icon: 'i-lucide-truck',
      run: () => void router.push({ name: 'shipment', params: { id } }),
    }));
  },
});
