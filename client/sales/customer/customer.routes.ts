import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: 'customers',
    name: 'customers',
    component: () => import('./CustomerList.vue'),
    meta: { title: 'nav.customers' },
  },
  {
    path: 'customers/new',
    name: 'customer-new',
    component: () => import('./CustomerEntry.vue'),
    meta: { title: 'customers.new' },
  },
  {
    path: 'customers/:id',
    name: 'customer',
    component: () => import('./CustomerPage.vue'),
    meta: { title: 'nav.customers' },
  },
];
