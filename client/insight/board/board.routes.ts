import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'boards', name: 'boards', component: () => import('./BoardList.vue'), meta: { title: 'boards.title' } },
  {
    path: 'boards/:id',
    name: 'own-board',
    component: () => import('./BoardPage.vue'),
    props: true,
    meta: { title: 'boards.title' },
  },
];
