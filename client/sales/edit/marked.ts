/** To the first thing on the page that has to be put right before it can be kept: a field that is marked, or a choice to make. */
export const toMarked = (): void =>
  document.querySelector<HTMLElement>('#content [aria-invalid=true], #content [data-choose] button')?.focus();
