import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { sessionsOf } from '../access/sessions.ts';
import { openKeys } from '../store/keys.ts';
import { openSeal } from '../store/seal.ts';
import { answeredAlready, digestOf, keepAnswer } from '../write/once.ts';
import { ANSWERS_KEPT, forgetOld } from './forget.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 2, 2);

describe.each(dialects)('what is forgotten on %s', (dialect) => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await trialStore(dialect);
  });
  afterAll(() => trial.end());

  test('[P5] an answer is given again for as long as anybody may ask, and is gone after that', async () => {
    const digest = digestOf('order.submit', {});
    const ages = [0, 1, 89, 91, 99, 400];
    await trial.store.write(async (connection) => {
      for (const age of ages) {
        const kept = { answer: { id: String(age) }, rows: [] };
        await keepAnswer(connection, 'ann', `days-${age}`, 'order.submit', digest, kept, NOW - age * DAY);
      }
    });
    await forgetOld(trial.store, NOW);
    const left = await trial.store.write((connection) =>
      Promise.all(ages.map(async (age) => (await answeredAlready(connection, 'ann', `days-${age}`, digest)) && age)),
    );
    expect(left).toEqual([0, 1, 89, null, null, null]);
    await forgetOld(trial.store, NOW + ANSWERS_KEPT + DAY);
    expect(await trial.store.read((query) => query.all('SELECT "id" FROM "command_answer"'))).toEqual([]);
    await forgetOld(trial.store, NOW + ANSWERS_KEPT + DAY);
  });

  test('[P11] a session that has run out is gone, one in use stays', async () => {
    const sessions = sessionsOf(trial.store, openSeal(openKeys(trial.data)));
    await sessions.start('bob', 'old', NOW - 15 * DAY);
    const { id } = await sessions.start('bob', 'new', NOW - DAY);
    await forgetOld(trial.store, NOW);
    expect((await sessions.listOf('bob')).map((session) => session.id)).toEqual([id]);
  });
});
