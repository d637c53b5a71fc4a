import { defineConfig } from 'vitest/config';

/** What has a browser, or holds the product to a second by the clock, has the machine to itself. */
const alone = [
  'tests/stories/**/*.test.ts',
  'tests/exchange/import-page.test.ts',
  'tests/access/suspension.test.ts',
  'tests/live/revocation*.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/provide.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,client}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...alone],
          // A server of its own each, and half of them on PostgreSQL: two at a time keep two cores busy.
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'story',
          include: alone,
          exclude: ['**/node_modules/**'],
          // A journey has up to four browsers and a server of its own: one after another on two cores.
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
