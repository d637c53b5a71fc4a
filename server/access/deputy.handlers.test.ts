import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type World, world } from '../../tests/world.ts';

describe.each(dialects)('deputies named by two at once on %s', (dialect) => {
  let w: World;
  let other: World;
  let boss: string;
  let second: string;
  let third: string;
  beforeAll(async () => {
    w = await world(dialect);
    other = await w.beside();
    const roleId = await w.put('role', { code: 'decider', name: 'Decider', home: 'review' });
    await w.put('rule', { roleId, on: 'hold', may: 'release', scope: 'all', when: null, groups: [] });
    const person = (name: string) =>
      w.put('person', {
        name,
        email: `${name.toLowerCase()}@example.test`,
        status: 'active',
        teamId: null,
        roleIds: [roleId],
        warehouseIds: [],
      });
    [boss, second, third] = [await person('Boss'), await person('Second'), await person('Third')];
  });
  afterAll(async () => {
    await other.close();
    await w.close();
  });
  const named = (absentId: string, deputyId: string, startsOn: string, endsOn = startsOn) => ({
    absentId,
    deputyId,
    startsOn,
    endsOn,
    reason: 'On leave',
  });
  /** The second is given while the first is done, but not committed; what the second is refused with. */
  const meanwhile = async (first: object, then: object) => {
    const held = await w.hold('deputy.name', first);
    const refusal = other.refuse('deputy.name', then);
    await Promise.race([refusal.catch(() => undefined), pause(200)]);
    await held.commit();
    return refusal;
  };

  test('[S4] of two for the same days the second is refused, whichever server it came to', async () => {
    const found = await meanwhile(
      named(boss, second, '2026-03-09', '2026-03-13'),
      named(boss, third, '2026-03-12', '2026-03-16'),
    );
    expect(found).toEqual({ refused: 'deputy.taken', field: 'startsOn', with: { name: 'Second' } });
    expect((await w.rows('deputy')).map(({ absentName, deputyName }) => [absentName, deputyName])).toEqual([
      ['Boss', 'Second'],
    ]);
  });

  test('[S4] nobody is named for days for which they are just naming one of their own', async () => {
    const found = await meanwhile(named(second, third, '2026-04-06'), named(boss, second, '2026-04-06'));
    expect(found).toEqual({ refused: 'deputy.away', field: 'deputyId' });
  });
});
