import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'products', name: 'products', component: () => import('./ProductList.vue'), meta: { title: 'nav.products' } },
  {
    path: 'products/new',
    name: 'product-new',
    component: () => import('./ProductEntry.vue'),
    meta: { title: 'products.new' },
  },
  {
    path: 'products/:id',
    name: 'product',
    component: () => import('./ProductPage.vue'),
    meta: { title: 'nav.products' },
  },
];
