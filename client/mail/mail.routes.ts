import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'mail', name: 'mail', component: () => import('./MailPage.vue'), meta: { title: 'nav.mail' } },
  { path: 'my-mail', name: 'my-mail', component: () => import('./MyMail.vue'), meta: { title: 'mail.mine.title' } },
];
