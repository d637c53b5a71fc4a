import type { RouteRecordRaw } from 'vue-router';
import { beginCounts } from '../desk-counts.ts';
import '../found.ts';

beginCounts();

export const routes: RouteRecordRaw[] = [
  { path: 'orders', name: 'orders', component: () => import('./OrderList.vue'), meta: { title: 'nav.orders' } },
  { path: 'orders/new', name: 'order-new', component: () => import('./OrderEntry.vue'), meta: { title: 'orders.new' } },
  { path: 'orders/:id', name: 'order', component: () => import('./OrderPage.vue'), meta: { title: 'nav.orders' } },
  {
    path: 'orders/:id/edit',
    name: 'order-edit',
    component: () => import('./OrderEntry.vue'),
    meta: { title: 'nav.orders' },
  },
];
