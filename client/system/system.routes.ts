import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: 'own-company',
    name: 'own-company',
    component: () => import('./OwnCompany.vue'),
    meta: { title: 'demo.own' },
  },
];
