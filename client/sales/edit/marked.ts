/**
 * To the first thing on the page that has to be put right before it can be kept: a field that is marked, or a choice to
 * make. Answers whether there is one.
 */
export const toMarked = (): boolean => {
  const marked = document.querySelector<HTMLElement>('#content [aria-invalid=true], #content [data-choose] button');
  marked?.focus();
  return marked !== null;
};

/** To the first field on the page that is needed and stands empty. */
export const toEmpty = (): void => {
  const needed = document.querySelectorAll<HTMLInputElement>('#content [required], #content [aria-required=true]');
  [...needed].find(({ value }) => value === '')?.focus();
};
