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
    theirs: insertedRow('order', 'theirs', { sellerId: 'ann' }),
    ann: insertedRow('person', 'ann', { name: 'Ann' }),
    bob: insertedRow('person', 'bob', { name: 'Bob' }),
  };
  const presence = new Presence(
    async (_noun, ids) => {
      for (const id of ids) for (let i = 0; i < (slow[id] ?? 1); i++) await new Promise((done) => setImmediate(done));
      return new Map(ids.flatMap((id) => (rows[id] ? [[id, rows[id]] as const] : [])));
    },
    (error) => {
      throw error;
    },
  );
  const visitor = (personId: string, rules: readonly Rule[]) => {
    const heard: { id: string | null; people: readonly (Present & { readonly row?: string | null })[] }[] = [];
    const rights = rightsOf(rules, { id: personId, teamId: null, warehouses: [] });
    const name = personId === 'ann' ? 'Ann' : 'Bob';
    const line = { silentFor: 0 };
    const made: Visitor = {
      personId,
      name,
      rights,
      silentFor: () => line.silentFor,
      tell: (_event, { id, people }) => heard.push({ id, people }),
    };
    return { visitor: made, heard, line };
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

const own: readonly Rule[] = [{ ...reads('order', ['basics']), scope: 'own' }, reads('person', ['basics'])];
const gathered = (): Promise<void> => new Promise((done) => setTimeout(done, 350));

test('[LIVE16] who looks at a list is told who else does, and who is on which of its rows, away or not', async () => {
  const { presence, visitor } = standing();
  const [reader, other] = [visitor('ann', desk), visitor('bob', desk)];
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  await presence.here(other.visitor, 'order', { id: null, list: true });
  await gathered();
  const named = () => reader.heard.at(-1)?.people.map(({ name, row, idle, field }) => [name, row, idle, field]);
  expect(named()).toEqual([['Bob', null, false, null]]);
  await presence.here(other.visitor, 'order', { id: 'two', field: 'notes' });
  await gathered();
  expect(named()).toEqual([['Bob', 'two', false, null]]);
  const words = reader.heard.length;
  await presence.here(other.visitor, 'order', { id: 'two', field: 'promisedOn' });
  await gathered();
  expect(reader.heard.length).toBe(words);
  await presence.here(other.visitor, 'order', { id: 'two', field: 'notes', idle: true });
  await gathered();
  expect(named()).toEqual([['Bob', 'two', true, null]]);
  await presence.left(other.visitor);
  await gathered();
  expect(named()).toEqual([]);
});

test('[LIVE16] [P3] of a row that a list’s reader does not see nobody is told to be on it, nor by a name that they may not know', async () => {
  const { presence, visitor } = standing();
  const [reader, wall, other] = [visitor('bob', own), visitor('bob', hall), visitor('ann', desk)];
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  await presence.here(wall.visitor, 'order', { id: null, list: true });
  await presence.here(other.visitor, 'order', { id: 'theirs', field: 'notes' });
  await gathered();
  await presence.here(other.visitor, 'order', { id: 'one', idle: true });
  await gathered();
  for (const { heard } of [reader, wall]) expect(heard.flatMap(({ people }) => people)).toEqual([]);
  // Whoever reads no order at all is on no list of them.
  const stranger = visitor('bob', [reads('person', ['basics'])]);
  await presence.here(stranger.visitor, 'order', { id: null, list: true });
  await gathered();
  expect(stranger.heard).toEqual([]);
});

test('[LIVE16] who is away is told so, and edits nothing meanwhile; of two pages of one person the busy one counts', async () => {
  const { presence, visitor } = standing();
  const [listener, page, phone] = [visitor('ann', desk), visitor('bob', desk), visitor('bob', desk)];
  await presence.here(listener.visitor, 'order', { id: 'one' });
  await presence.here(page.visitor, 'order', { id: 'one', field: 'notes' });
  const last = () => listener.heard.at(-1)?.people.map(({ field, idle }) => [field, idle]);
  expect(last()).toEqual([['notes', false]]);
  await presence.here(page.visitor, 'order', { id: 'one', field: 'notes', idle: true });
  expect(last()).toEqual([[null, true]]);
  await presence.here(phone.visitor, 'order', { id: 'one' });
  expect(last()).toEqual([[null, false]]);
  await presence.here(page.visitor, 'order', { id: 'one', field: 'notes' });
  expect(last()).toEqual([['notes', false]]);
  await presence.left(page.visitor);
  await presence.left(phone.visitor);
  expect(last()).toEqual([]);
});

test('[LIVE16] from whom nothing comes is gone for the others, and there again when something does', async () => {
  const { presence, visitor } = standing();
  const [listener, other] = [visitor('ann', desk), visitor('bob', desk)];
  await presence.here(listener.visitor, 'order', { id: 'one' });
  await presence.here(other.visitor, 'order', { id: 'one', field: 'notes' });
  const last = () => listener.heard.at(-1)?.people.map(({ field }) => field);
  const now = performance.now();
  other.line.silentFor = 8_000;
  await presence.look(now + 1_000);
  expect(last()).toEqual(['notes']);
  other.line.silentFor = 10_000;
  await presence.look(now + 3_000);
  expect(last()).toEqual([]);
  other.line.silentFor = 0;
  await presence.look(now + 5_000);
  expect(last()).toEqual(['notes']);
  // After a long pause it was the server that did not listen.
  other.line.silentFor = 30_000;
  await presence.look(now + 35_000);
  expect(last()).toEqual(['notes']);
});
