import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'prices', name: 'prices', component: () => import('./PriceList.vue'), meta: { title: 'nav.prices' } },
  {
    path: 'prices/changes',
    name: 'price-changes',
    component: () => import('./PriceChanges.vue'),
    meta: { title: 'prices.changes' },
  },
  {
    path: 'prices/changes/new',
    name: 'price-change-new',
    component: () => import('./PriceChangeNew.vue'),
    meta: { title: 'prices.change' },
  },
];
