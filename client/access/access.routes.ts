import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'roles', name: 'roles', component: () => import('./role/Roles.vue'), meta: { title: 'nav.roles' } },
  { path: 'roles/:id', name: 'role', component: () => import('./role/RolePage.vue'), meta: { title: 'nav.roles' } },
  { path: 'people', name: 'people', component: () => import('./person/People.vue'), meta: { title: 'nav.people' } },
  {
    path: 'people/:id',
    name: 'person',
    component: () => import('./person/PersonPage.vue'),
    meta: { title: 'nav.people' },
  },
  {
    path: 'viewings',
    name: 'viewings',
    component: () => import('./viewing/Viewings.vue'),
    meta: { title: 'viewing.log' },
  },
  {
    path: 'deputies',
    name: 'deputies',
    component: () => import('./deputy/DeputiesPage.vue'),
    meta: { title: 'deputies.title' },
  },
  // Where one is led by the news of one of them: it stands among the others.
  {
    path: 'deputies/:id',
    name: 'deputy',
    component: () => import('./deputy/DeputiesPage.vue'),
    meta: { title: 'deputies.title' },
  },
  {
    path: 'role_changes',
    name: 'role-changes',
    component: () => import('./role_change/RoleChangesPage.vue'),
    meta: { title: 'rights.title' },
  },
  // Where one is led by the news of one of them: it stands among the others.
  {
    path: 'role_changes/:id',
    name: 'role_change',
    component: () => import('./role_change/RoleChangesPage.vue'),
    meta: { title: 'rights.title' },
  },
  {
    path: 'hidden/:page',
    name: 'hidden',
    component: () => import('./viewing/Hidden.vue'),
    meta: { title: 'shell.notFound.title' },
  },
  {
    path: 'sessions',
    name: 'sessions',
    component: () => import('./session/Sessions.vue'),
    meta: { title: 'access.sessions.title' },
  },
];
