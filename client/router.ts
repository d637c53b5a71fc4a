import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { useCan } from './access/can.ts';
import { useMe } from './access/me.ts';
import { noticeLeaving } from './face/leaving.ts';
import { entriesFor, homeOf, standingOf } from './face/navigation.ts';
import { allWords, type Word } from './words/words.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Reached without being signed in. */
    open?: boolean;
    /** The tab's title until the page says a better one. */
    title?: Word;
    /** Says only what comes with the first words (words/en/first.ts): it need not wait for the others. */
    firstWords?: boolean;
  }
}

/** Every desk brings its own routes; a new file joins by being there. */
const desks = import.meta.glob<{ routes?: RouteRecordRaw[]; default?: RouteRecordRaw[] }>(
  ['./*/**/*.routes.ts', '!./node_modules/**'],
  { eager: true },
);
const deskRoutes = Object.values(desks).flatMap((file) => file.routes ?? file.default ?? []);

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('./access/SignIn.vue'),
      meta: { open: true, title: 'signIn.title' },
    },
    {
      path: '/welcome',
      name: 'welcome',
      component: () => import('./access/Invitation.vue'),
      meta: { open: true, title: 'invitation.title' },
    },
    {
      path: '/',
      component: () => import('./face/shell/Shell.vue'),
      children: [
        { path: '', name: 'home', component: () => import('./face/shell/NotFound.vue') },
        ...deskRoutes,
        {
          path: 'gallery',
          name: 'gallery',
          component: () => import('./face/gallery/Gallery.vue'),
          meta: { title: 'nav.gallery' },
        },
        {
          path: ':rest(.*)*',
          name: 'not-found',
          component: () => import('./face/shell/NotFound.vue'),
          meta: { title: 'shell.notFound.title' },
        },
      ],
    },
  ],
});

noticeLeaving(router);
router.beforeEach(async (to) => {
  const store = useMe();
  if (to.meta.open) return true;
  if (!store.known) await store.load();
  if (!store.me) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  const { can, reaches } = useCan();
  if (to.name === 'home') {
    if (store.me.start) return { name: 'own-board', params: { id: store.me.start }, replace: true };
    const home = homeOf(store.me.home, entriesFor(reaches, router.hasRoute));
    return home ? { name: home.route, replace: true } : true;
  }
  const standing = standingOf(String(to.name), can, reaches);
  if (standing === 'hidden') return { name: 'hidden', params: { page: String(to.name) }, replace: true };
  if (standing === 'absent') return { name: 'not-found', params: { rest: to.path.slice(1).split('/') }, replace: true };
  // The gallery of parts is for those who build and those who run the product.
  if (to.name === 'gallery' && !import.meta.env.DEV && !can('setting', 'update')) return { name: 'not-found' };
  if (!to.meta.firstWords) await allWords();
  return true;
});
