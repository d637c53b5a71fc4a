import type { RouteRecordRaw } from 'vue-router';
import { beginCounts } from './desk-counts.ts';

beginCounts();

export const routes: RouteRecordRaw[] = [
  {
    path: 'approvals',
    name: 'approvals',
    component: () => import('./ApprovalsPage.vue'),
    meta: { title: 'nav.approvals' },
  },
];
