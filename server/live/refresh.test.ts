import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Actor } from '../write/handlers.ts';
import { type Guest, rightsText } from './guest.ts';
import type { Hall } from './hall.ts';
import { Presence } from './presence.ts';
import { refresh } from './refresh.ts';

const reads = (on: NounName, groups: readonly string[]): Rule => ({
  on,
  may: 'read',
  scope: 'all',
  when: null,
  groups,
});
const actorBy = (id: string, rules: readonly Rule[]): Actor => {
  const place = { id, teamId: null, warehouses: [] };
  return { ...place, name: id, discountAuthority: 0, rights: rightsOf(rules, place) };
};

test('[LIVE12] [LIVE16] when rules change nobody on a row is told by their old ones, not even that another whose rules changed is gone', async () => {
  const told: { readonly to: readonly string[]; readonly people: readonly string[] }[] = [];
  const presence = new Presence({
    cellsOf: async (noun, ids) => {
      await new Promise((done) => setImmediate(done));
      return new Map(ids.map((id) => [id, { ...insertedRow(noun, id, {}) }]));
    },
    tell: (to, { people }) =>
      void told.push({ to: to.map(({ personId }) => personId), people: people.map(({ name }) => name) }),
    report: (error) => {
      throw error;
    },
  });
  const before = [reads('order', ['basics', 'notes']), reads('person', ['basics'])];
  const now = new Map(['ann', 'bob', 'eve'].map((id) => [id, actorBy(id, before)] as const));
  const guests = [...now.values()].map((actor): Guest => {
    const guest: Guest = {
      socket: { emit: () => true } as unknown as Guest['socket'],
      sessionId: actor.id,
      actor,
      rights: rightsText(actor.rights),
      rooms: new Map(),
      closed: new Map(),
      figures: new Map(),
      visitor: {
        line: actor.id,
        personId: actor.id,
        name: actor.name,
        get rights() {
          return guest.actor.rights;
        },
        silentFor: () => 0,
      },
    };
    return guest;
  });
  for (const { visitor } of guests) await presence.here(visitor, 'order', { id: 'one' });
  told.length = 0;
  for (const id of ['bob', 'eve']) now.set(id, actorBy(id, [reads('order', ['basics'])]));
  await refresh({
    presence,
    guests: { all: () => guests },
    rooms: { letGo: () => undefined },
    means: { people: { actor: async (id: string) => now.get(id) ?? null } },
  } as unknown as Hall);
  presence.close();
  // Ann is alone now.
  expect(told).toEqual([{ to: ['ann'], people: [] }]);
});
