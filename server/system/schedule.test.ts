import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCompany } from './company.ts';
import { turnDays } from './schedule.ts';

test('[TIME1] the day turns at the organisation’s midnight, and once for each day that was missed', async () => {
  const data = await mkdtemp(join(tmpdir(), 'crossdock-schedule-'));
  let now = Date.parse('2026-03-11T15:59:59Z'); // a second before midnight in Taipei
  const company = await openCompany({ data }, () => now);
  const turned = async () => {
    const found = await company.store.read((query) =>
      query.all(`SELECT "row" FROM "change_log" WHERE "command" = 'day.turned' ORDER BY "position"`),
    );
    return found.map(({ row }) => (JSON.parse(String(row)) as { value: string }).value);
  };
  await turnDays(company);
  await turnDays(company);
  expect(await turned()).toEqual(['2026-03-11']);
  now += 2_000;
  await turnDays(company);
  expect(await turned()).toEqual(['2026-03-11', '2026-03-12']);
  now += 3 * 86_400_000;
  await turnDays(company);
  expect(await turned()).toEqual(['2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14', '2026-03-15']);
  await company.close();
  await rm(data, { recursive: true, force: true });
});
