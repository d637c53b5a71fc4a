import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Present } from '../../shared/live/protocol.ts';
import { Presence, type Visitor } from './presence.ts';

const reads = (on: NounName, groups: readonly string[]): Rule => ({
  on,
  may: 'read',
  scope: 'all',
  when: null,
  groups,
});
const desk = [reads('order', ['basics', 'notes']), reads('person', ['basics'])];
const hall = [reads('order', ['basics'])];

/** Rows by id; a read takes one turn of the event loop, or as many as it is told. */
const standing = (slow: { readonly [id: string]: number } = {}) => {
  const rows: { readonly [id: string]: Cells } = {
    one: insertedRow('order', 'one', {}),
    two: insertedRow('order', 'two', {}),
    ann: insertedRow('person', 'ann', { name: 'Ann' }),
    bob: insertedRow('person', 'bob', { name: 'Bob' }),
  };
  const presence = new Presence(async (_noun, id) => {
    for (let i = 0; i < (slow[id] ?? 1); i++) await new Promise((done) => setImmediate(done));
    return rows[id] ?? null;
  });
  const visitor = (personId: string, rules: readonly Rule[]) => {
    const heard: { id: string; people: readonly Present[] }[] = [];
    const rights = rightsOf(rules, { id: personId, teamId: null, warehouses: [] });
    const name = personId === 'ann' ? 'Ann' : 'Bob';
    const made: Visitor = { personId, name, rights, tell: (_event, { id, people }) => heard.push({ id, people }) };
    return { visitor: made, heard };
  };
  return { presence, visitor };
};

test('[P4] who may not know the name hears nothing of the other, not even that something moved', async () => {
  const { presence, visitor } = standing();
  const wall = visitor('bob', hall);
  const seller = visitor('ann', desk);
  await presence.here(wall.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one', field: 'notes' });
  await presence.gone(seller.visitor, null);
  expect(wall.heard).toEqual([{ id: 'one', people: [] }]);
});

test('[P4] a field that the listener may not read is as silent as none', async () => {
  const { presence, visitor } = standing();
  const clerk = visitor('bob', [...hall, reads('person', ['basics'])]);
  const seller = visitor('ann', desk);
  await presence.here(clerk.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one', field: 'notes' });
  await presence.here(seller.visitor, 'order', { id: 'one', field: 'promisedOn' });
  expect(clerk.heard.map(({ people }) => people.map(({ field }) => field))).toEqual([[], [null], ['promisedOn']]);
});

test('[LIVE16] whoever goes on before the first row is read is at the second alone', async () => {
  const { presence, visitor } = standing({ one: 5 });
  const [first, second] = [visitor('ann', desk), visitor('bob', desk)];
  const slow = presence.here(first.visitor, 'order', { id: 'one' });
  await presence.here(first.visitor, 'order', { id: 'two' });
  await slow;
  await presence.here(second.visitor, 'order', { id: 'one' });
  expect(second.heard.at(-1)).toEqual({ id: 'one', people: [] });
});
