import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: 'settings',
    name: 'settings',
    component: () => import('./SettingsPage.vue'),
    meta: { title: 'nav.settings' },
  },
  {
    path: 'choices',
    name: 'choices',
    component: () => import('./choice/ChoicesPage.vue'),
    meta: { title: 'nav.choices' },
  },
  {
    path: 'own-company',
    name: 'own-company',
    component: () => import('./OwnCompany.vue'),
    meta: { title: 'demo.own' },
  },
];
