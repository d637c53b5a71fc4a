import type { RouteRecordRaw } from 'vue-router';

/** What stands on the page, by the address of each. */
export const kinds = [
  { noun: 'price_list', path: 'price-lists' },
  { noun: 'tax_code', path: 'tax-codes' },
  { noun: 'payment_term', path: 'payment-terms' },
] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: `trade/:kind(${kinds.map(({ path }) => path).join('|')})?`,
    name: 'trade',
    component: () => import('./TradePage.vue'),
    meta: { title: 'nav.trade' },
  },
];
