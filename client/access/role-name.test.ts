import { expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import en from '../words/en.ts';
import { startingNames } from './role-name.ts';

test('[WORDS8] every starting role goes by its word until it is renamed', () => {
  expect(Object.entries(startingNames)).toEqual(startingRoles.map(({ code, name }) => [name, code]));
  for (const { code, name } of startingRoles) expect(en.roles[code as keyof typeof en.roles].name).toBe(name);
});
