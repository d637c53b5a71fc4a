/** Fields take the focus by themselves only where there is a keyboard: on a phone that would cover half of the page. */
export const hasKeyboard = (): boolean => window.matchMedia('(pointer: fine)').matches;
