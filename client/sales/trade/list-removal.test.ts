import { expect, test } from 'vitest';
import { mayRemoveList } from './list-removal.ts';

const row = { mayDelete: true, usual: false };
const known = (count: number | undefined) => ({ asked: true, count });

test.each([
  [true, row, [known(0), known(0)]],
  // Before the counts have come.
  [false, row, [known(undefined), known(0)]],
  [false, row, [known(0), known(1)]],
  [true, row, [known(0), { asked: false, count: undefined }]],
  [false, { ...row, usual: true }, [known(0), known(0)]],
  [false, { ...row, mayDelete: false }, [known(0), known(0)]],
] as const)('[S8] deleting a list is offered: %s', (offered, of, standing) => {
  expect(mayRemoveList(of, standing)).toBe(offered);
});
