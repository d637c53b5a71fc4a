import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const testsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'));
const ids = (text: string): Set<string> => new Set([...text.matchAll(/\bLIVE\d+\b/g)].map(([id]) => id));

/** Rules that a page alone can show. */
const ON_THE_PAGE = ['LIVE19'];

test('every rule of docs/live.md is borne by a test, and every id that a test bears is a rule there', () => {
  const spoken = readFileSync(join(root, 'docs', 'live.md'), 'utf8');
  const rules = new Set([...spoken.matchAll(/^\*\*(LIVE\d+)\*\*/gm)].map(([, id]) => id as string));
  const titles = ['tests', 'server', 'client', 'shared']
    .flatMap(testsIn)
    .flatMap((text) =>
      [...text.matchAll(/(?:test|describe)(?:\.\w+\([^)]*\))?\(\s*['`"]([^'`"\n]*)/g)].map(
        ([, title]) => title as string,
      ),
    );
  const borne = ids(titles.join('\n'));
  expect([...rules].filter((id) => !borne.has(id) && !ON_THE_PAGE.includes(id))).toEqual([]);
  expect([...borne].filter((id) => !rules.has(id))).toEqual([]);
  expect([...ids(spoken)].filter((id) => !rules.has(id))).toEqual([]);
});
