import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: 'today',
    name: 'today',
    component: () => import('./TodayPage.vue'),
    meta: { title: 'nav.today', firstWords: true },
  },
  {
    path: 'board',
    name: 'board',
    component: () => import('../executive/ExecutivePage.vue'),
    meta: { title: 'nav.board', firstWords: true },
  },
  {
    path: 'figures/:measure',
    name: 'rows',
    component: () => import('../rows/RowsPage.vue'),
    props: true,
    meta: { title: 'nav.board' },
  },
];
