import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'picking', name: 'picking', component: () => import('./pick/PickQueue.vue'), meta: { title: 'nav.picking' } },
  {
    path: 'picking/:id',
    name: 'pick-list',
    component: () => import('./pick/PickPage.vue'),
    props: true,
    meta: { title: 'nav.picking' },
  },
];
