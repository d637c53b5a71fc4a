import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startingRoles } from '../shared/access/roles.ts';
import { rulesTable } from './rules-table.ts';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'rules.md'), 'utf8');

/** The formatter pads the cells of tables: that is no difference. */
const bare = (text: string): string =>
  text
    .replaceAll(/ *\| */g, '|')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/\n{2,}/g, '\n\n')
    .trim();

test.each(startingRoles)('[RULES1] docs/rules.md says what the starting role $code may', (role) => {
  const heading = `### ${role.name}\n`;
  const [, after = ''] = page.split(heading);
  const section = heading + (after.split('\n###')[0] ?? '').split('\n## ')[0];
  // On a difference: what is received below is what belongs on the page.
  expect(bare(section)).toBe(bare(rulesTable(role)));
});

test('[RULES2] docs/rules.md has no role that does not start', () => {
  const known = startingRoles.map(({ name }) => name);
  const named = [...page.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
  expect(named).toEqual(known);
});
