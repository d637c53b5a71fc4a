/**
 * To the first thing on the page, or in the dialog over it, that has to be put right before it can be kept: a field that is
 * marked, or a choice to make. Answers whether there is one.
 */
export const toMarked = (): boolean => {
  const host = document.querySelector('[role=dialog][data-state=open]') ?? document.getElementById('content');
  const marked = host?.querySelector<HTMLElement>('[aria-invalid=true], [data-choose] button');
  marked?.focus();
  return marked instanceof HTMLElement;
};

/** To the first field on the page that is needed and stands empty. */
export const toEmpty = (): void => {
  const needed = document.querySelectorAll<HTMLInputElement>('#content [required], #content [aria-required=true]');
  [...needed].find(({ value }) => value === '')?.focus();
};
