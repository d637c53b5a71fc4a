import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'walls', name: 'walls', component: () => import('./Walls.vue'), meta: { title: 'nav.walls' } },
];
