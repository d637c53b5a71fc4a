import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'imports', name: 'imports', component: () => import('./ImportPage.vue'), meta: { title: 'imports.title' } },
  { path: 'exports', name: 'exports', component: () => import('./ExportsPage.vue'), meta: { title: 'exports.title' } },
];
