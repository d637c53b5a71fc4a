import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'regressions.md'), 'utf8');
const named = [...page.matchAll(/`([\w./-]+\.test\.ts)` `([^`]+)`/g)].map(([, file, title]) => [file, title] as const);

test('[P16] every bug of others that docs/regressions.md names is noticed by a test that is there', () => {
  expect(named.length).toBeGreaterThan(10);
  expect(
    named.filter(([file = '', title = '']) => {
      const text = readFileSync(join(root, file), 'utf8');
      return !text.includes(`test('${title}'`) && !text.includes(`test(\n    '${title}'`);
    }),
  ).toEqual([]);
});
