import type { RouteRecordRaw } from 'vue-router';
import { beginUnread } from './notification/unread.ts';

beginUnread();

export const routes: RouteRecordRaw[] = [
  { path: 'inbox', name: 'inbox', component: () => import('./notification/Inbox.vue'), meta: { title: 'nav.inbox' } },
];
