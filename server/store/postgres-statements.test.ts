import { expect, test } from 'vitest';
import { numbered, queryOf } from './postgres-statements.ts';

test('[STORE9] parameters are numbered outside of literals, quoted names and comments', () => {
  expect(numbered('select ? from "a" where "b" = ?')).toBe('select $1 from "a" where "b" = $2');
  expect(numbered(`select '?', 'it''s ?', "odd?""name?", ? -- why?\n, ? /* or ? */ , ?`)).toBe(
    `select '?', 'it''s ?', "odd?""name?", $1 -- why?\n, $2 /* or ? */ , $3`,
  );
  expect(numbered('')).toBe('');
});

test('[STORE9] a text gets a name when it comes again, and keeps it', () => {
  const sql = 'select "name-of-this-test" from "a" where "b" = ?';
  expect(queryOf(sql, [1])).not.toHaveProperty('name');
  const { name } = queryOf(sql, [2]);
  expect(name).toMatch(/^s\d+$/);
  expect(queryOf(sql, [3])).toMatchObject({
    name,
    text: 'select "name-of-this-test" from "a" where "b" = $1',
    values: [3],
  });
});
