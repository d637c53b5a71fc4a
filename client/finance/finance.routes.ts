import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'review', name: 'review', component: () => import('./review/ReviewPage.vue'), meta: { title: 'nav.review' } },
];
