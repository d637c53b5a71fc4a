/**
 * Which build of the pages this is, read from the page itself (or the address of its first script): the name changes with
 * anything that the page loads. Null where pages are served from their sources.
 */
export const buildIn = (page: string): string | null => /\/assets\/index-([\w-]{6,40})\.js/.exec(page)?.[1] ?? null;
