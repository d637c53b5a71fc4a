import { nextTick } from 'vue';

/** The dialog that is open, or the page. */
const hostOf = (): Element | null =>
  document.querySelector('[role=dialog][data-state=open]') ?? document.getElementById('content');

/**
 * To the first thing on the page, or in the dialog over it, that has to be put right before it can be kept: a field that is
 * marked, or a choice to make. Answers whether there is one.
 */
export const toMarked = (): boolean => {
  const marked = hostOf()?.querySelector<HTMLElement>('[aria-invalid=true], [data-choose] button');
  marked?.focus();
  return marked instanceof HTMLElement;
};

/** To the first field on the page, or in the dialog over it, that is needed and stands empty. */
export const toEmpty = (): void => {
  const needed = hostOf()?.querySelectorAll<HTMLInputElement>('[required], [aria-required=true]');
  [...(needed ?? [])].find(({ value }) => value === '')?.focus();
};

/** Where what is entered cannot be kept as it is: to what is wrong with it, once it is marked. */
export const toWrong = async (): Promise<void> => {
  await nextTick();
  if (!toMarked()) toEmpty();
};
