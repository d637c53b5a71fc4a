import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { count } from './counts.ts';
import { dialects, freshDatabase } from './databases.ts';
import { needs } from './needs.ts';

describe.each(dialects)('a fresh database on %s', (dialect) => {
  test('[SET1] two of them are apart, and none is left', async () => {
    const [one, two] = await Promise.all([freshDatabase(dialect), freshDatabase(dialect)]);
    expect(one.url ?? one.file).not.toBe(two.url ?? two.file);
    if (one.url) {
      const client = new pg.Client({ connectionString: one.url });
      client.on('error', () => {});
      await client.connect();
      await client.query('create table t (id int)');
      await one.drop();
      await expect(client.query('select 1')).rejects.toThrow();
      await expect(new pg.Client({ connectionString: one.url }).connect()).rejects.toThrow(/does not exist/);
    } else await one.drop();
    await two.drop();
  });
});

test('[SET2] the counts take a file that could not be read as a failure', () => {
  const assertion = (status: string) => ({ fullName: `a ${status} one`, status });
  const counted = count(
    {
      testResults: [
        { name: '/p/a.test.ts', status: 'failed', assertionResults: ['passed', 'failed', 'pending'].map(assertion) },
        { name: '/p/b.test.ts', status: 'failed', message: 'no such file\nat', assertionResults: [] },
      ],
    },
    '/p',
  );
  expect(counted).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    failedNames: ['a.test.ts: a failed one', 'b.test.ts: no such file'],
    skippedNames: ['a.test.ts: a pending one'],
  });
});

test('[SET3] pure tests start neither a database nor a browser', () => {
  expect(needs(['run', 'shared/base/money.test.ts', '--project', 'unit'])).toEqual({
    postgres: false,
    chromium: false,
  });
  expect(needs(['server/store'])).toEqual({ postgres: true, chromium: false });
  expect(needs(['/somewhere/tests/stories'])).toEqual({ postgres: true, chromium: true });
  expect(needs([])).toEqual({ postgres: true, chromium: true });
});
