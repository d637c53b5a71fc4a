/** The library writes its style of colours itself at the start and would only have it managed from then on. */
export const injectHead = (): object => ({});
export const useHead = (): void => undefined;
export const createHead = (): { install(): void } => ({ install: () => undefined });
