import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { openKeys } from '../store/keys.ts';
import { openSeal } from '../store/seal.ts';
import { type Sessions, sessionsOf } from './sessions.ts';

const NOW = Date.UTC(2026, 2, 2);
const PERSON = 'person-with-many-devices';

describe.each(dialects)('sessions on %s', (dialect) => {
  let trial: Trial;
  let sessions: Sessions;
  beforeAll(async () => {
    trial = await trialStore(dialect);
    sessions = sessionsOf(trial.store, openSeal(openKeys(trial.data)));
  });
  afterAll(() => trial.end());

  test('[P11] all that a person has open ends, however many they are', async () => {
    const first = await sessions.start(PERSON, 'a script', NOW);
    for (let i = 1; i < 120; i++) await sessions.start(PERSON, 'a script', NOW + i);
    expect(await sessions.end(PERSON, null)).toHaveLength(120);
    expect(await sessions.find(first.cookie, NOW + 200)).toBeNull();
  });

  test('[P11] those alone end that are within reach', async () => {
    const [phone, desk] = [await sessions.start(PERSON, 'phone', NOW), await sessions.start(PERSON, 'desk', NOW)];
    expect(await sessions.end(PERSON, null, ({ agent }) => agent === 'phone')).toEqual([phone.id]);
    expect(await sessions.end('somebody-else', desk.id)).toEqual([]);
    expect(await sessions.find(desk.cookie, NOW)).toMatchObject({ id: desk.id });
  });
});
