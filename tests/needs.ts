/** Set once PostgreSQL and Chromium were looked for, so that they are looked for once a run. */
export const PROVIDED = 'CROSSDOCK_TESTS_PROVIDED';

const SIDES = /(?:^|\/)(shared|client|server|tests)(?:\/|$)/;

/**
 * What the tests chosen by these arguments may ask for: shared/ and client/ touch neither a database nor a
 * browser, and only tests/ drives a browser. No path chosen means all of them.
 */
export function needs(args: readonly string[]): { postgres: boolean; chromium: boolean } {
  const sides = args.flatMap((arg) => (arg.startsWith('-') ? [] : (SIDES.exec(arg)?.[1] ?? [])));
  if (sides.length === 0) return { postgres: true, chromium: true };
  return { postgres: sides.some((s) => s === 'server' || s === 'tests'), chromium: sides.includes('tests') };
}
