import type { Router } from 'vue-router';

let leaving = false;

/**
 * Whether somebody is on the way to another page whose parts are still coming. What a page then writes into the address by
 * itself would take them back.
 */
export const isLeaving = (): boolean => leaving;

export const noticeLeaving = (router: Router): void => {
  router.beforeEach((to, from) => {
    leaving = to.path !== from.path;
  });
  router.afterEach(() => {
    leaving = false;
  });
  router.onError(() => {
    leaving = false;
  });
};
