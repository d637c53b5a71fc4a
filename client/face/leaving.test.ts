import { expect, test } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { isLeaving, noticeLeaving } from './leaving.ts';

const page = { render: () => null };

test('[K1] on the way to another page one is leaving, until it is there or fails; within a page one is not', async () => {
  let come = (): void => undefined;
  const parts = new Promise<typeof page>((resolve) => {
    come = () => resolve(page);
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/review', component: page },
      { path: '/orders', component: () => parts },
      { path: '/broken', component: () => Promise.reject(new Error('no part')) },
    ],
  });
  noticeLeaving(router);
  await router.push('/review');
  expect(isLeaving()).toBe(false);
  const within = router.replace('/review?order=1');
  await Promise.resolve();
  expect(isLeaving()).toBe(false);
  await within;
  const going = router.push('/orders');
  await new Promise((done) => setTimeout(done));
  expect(isLeaving()).toBe(true);
  come();
  await going;
  expect(isLeaving()).toBe(false);
  await router.push('/broken').catch(() => undefined);
  expect([isLeaving(), router.currentRoute.value.path]).toEqual([false, '/orders']);
});
