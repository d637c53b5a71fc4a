import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { LIMITS, type PresenceTold, type Present } from '../../shared/live/protocol.ts';
import type { Visitor } from './presence.circle.ts';
import { Presence } from './presence.ts';

const reads = (on: NounName, groups: readonly string[]): Rule => ({
  on,
  may: 'read',
  scope: 'all',
  when: null,
  groups,
});
const desk = [reads('order', ['basics', 'notes']), reads('person', ['basics'])];
const hall = [reads('order', ['basics'])];

type Heard = {
  readonly id: string | null;
  readonly on?: 'list' | 'rows';
  readonly more: number;
  readonly people: readonly (Partial<Present> & { readonly row?: string })[];
};

/** Rows by id; a read takes one turn of the event loop, or as many as it is told. */
const standing = (slow: { readonly [id: string]: number } = {}) => {
  const rows = new Map<string, Cells>([
    ['one', insertedRow('order', 'one', {})],
    ['two', insertedRow('order', 'two', {})],
    ['theirs', insertedRow('order', 'theirs', { sellerId: 'ann' })],
  ]);
  /** What was asked of the store, and every word that was told, by how many heard it. */
  const asked: { readonly noun: NounName; readonly fields: readonly string[] }[] = [];
  const told: { readonly to: number; readonly payload: PresenceTold }[] = [];
  const hearers = new Map<Visitor, Heard[]>();
  const presence = new Presence({
    cellsOf: async (noun, ids, fields) => {
      asked.push({ noun, fields });
      for (const id of ids) for (let i = 0; i < (slow[id] ?? 1); i++) await new Promise((done) => setImmediate(done));
      return new Map(
        ids.flatMap((id) => {
          const row = rows.get(id);
          return row ? [[id, Object.fromEntries(['id', ...fields].map((name) => [name, row[name]]))] as const] : [];
        }),
      );
    },
    tell: (to, payload) => {
      told.push({ to: to.length, payload });
      for (const one of to) {
        // As a page does: one's own person is left out.
        const people = payload.people.filter(({ personId }) => personId !== one.personId);
        hearers.get(one)?.push({ ...payload, people });
      }
    },
    report: (error) => {
      throw error;
    },
  });
  let lines = 0;
  const visitor = (personId: string, rules: readonly Rule[]) => {
    const heard: Heard[] = [];
    const rights = rightsOf(rules, { id: personId, teamId: null, warehouses: [] });
    const name = `${personId[0]?.toUpperCase()}${personId.slice(1)}`;
    rows.set(personId, insertedRow('person', personId, { name }));
    const line = { silentFor: 0 };
    const made: Visitor = { line: `line ${++lines}`, personId, name, rights, silentFor: () => line.silentFor };
    hearers.set(made, heard);
    /** The last word on who is on the list's rows, or looks at it. */
    const last = (on: 'list' | 'rows') => heard.findLast((one) => one.on === on);
    return { visitor: made, heard, line, last };
  };
  return { presence, visitor, rows, asked, told };
};

test('[P4] who may not know the name hears nothing of the other, not even that something moved', async () => {
  const { presence, visitor } = standing();
  const wall = visitor('bob', hall);
  const seller = visitor('ann', desk);
  await presence.here(wall.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one' });
  await presence.here(seller.visitor, 'order', { id: 'one', field: 'notes' });
  await presence.gone(seller.visitor);
  expect(wall.heard).toMatchObject([{ id: 'one', people: [], more: 0 }]);
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
  expect(second.heard.at(-1)).toMatchObject({ id: 'one', people: [] });
});

const own: readonly Rule[] = [{ ...reads('order', ['basics']), scope: 'own' }, reads('person', ['basics'])];

test('[LIVE16] who looks at a list is told who else does, and who is on which of its rows, away or not', async () => {
  const { presence, visitor } = standing();
  const [reader, other] = [visitor('ann', desk), visitor('bob', desk)];
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  await presence.here(other.visitor, 'order', { id: null, list: true });
  await presence.flush();
  const named = (on: 'list' | 'rows') => reader.last(on)?.people.map(({ name, row, idle }) => [name, row, idle]);
  expect([named('list'), named('rows')]).toEqual([[['Bob', undefined, false]], []]);
  await presence.here(other.visitor, 'order', { id: 'two', field: 'notes' });
  await presence.flush();
  expect([named('list'), named('rows')]).toEqual([[], [['Bob', 'two', false]]]);
  // In which field is nobody's on a list, and no word either.
  expect(JSON.stringify(reader.heard)).not.toContain('notes');
  const words = reader.heard.length;
  await presence.here(other.visitor, 'order', { id: 'two', field: 'promisedOn' });
  await presence.flush();
  expect(reader.heard.length).toBe(words);
  await presence.here(other.visitor, 'order', { id: 'two', field: 'notes', idle: true });
  await presence.flush();
  expect(named('rows')).toEqual([['Bob', 'two', true]]);
  await presence.left(other.visitor);
  await presence.flush();
  expect(named('rows')).toEqual([]);
});

test('[LIVE16] [P3] of a row that a list’s reader does not see nobody is told to be on it, nor by a name that they may not know', async () => {
  const { presence, visitor, rows } = standing();
  const [reader, wall, other] = [visitor('bob', own), visitor('bob', hall), visitor('ann', desk)];
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  await presence.here(wall.visitor, 'order', { id: null, list: true });
  await presence.here(other.visitor, 'order', { id: 'theirs', field: 'notes' });
  await presence.flush();
  await presence.here(other.visitor, 'order', { id: 'one', idle: true });
  await presence.flush();
  for (const { heard } of [reader, wall]) expect(heard.flatMap(({ people }) => people)).toEqual([]);
  // Told once that there is nobody, and nothing more.
  for (const { heard } of [reader, wall]) expect(heard.map(({ on }) => on)).toEqual(['list', 'rows']);
  // Whoever reads no order at all is on no list of them.
  const stranger = visitor('bob', [reads('person', ['basics'])]);
  await presence.here(stranger.visitor, 'order', { id: null, list: true });
  await presence.flush();
  expect(stranger.heard).toEqual([]);
  // Nor who sees rows by what is no seller's, team's or warehouse's.
  const confirmed: Rule = { ...reads('order', ['basics']), when: { field: 'status', is: 'eq', value: 'confirmed' } };
  const later = visitor('eve', [confirmed, reads('person', ['basics'])]);
  await presence.here(later.visitor, 'order', { id: null, list: true });
  await presence.flush();
  expect(later.last('rows')?.people).toEqual([]);
  // A row that comes into their sight is told from the next word on, and one that leaves it no longer.
  rows.set('one', insertedRow('order', 'one', { sellerId: 'bob' }));
  await presence.here(other.visitor, 'order', { id: 'one', idle: false });
  await presence.flush();
  expect(reader.last('rows')?.people).toMatchObject([{ name: 'Ann', row: 'one' }]);
  rows.set('one', insertedRow('order', 'one', { sellerId: 'ann' }));
  await presence.here(other.visitor, 'order', { id: 'one', idle: true });
  await presence.flush();
  expect(reader.last('rows')?.people).toEqual([]);
});

test('[LIVE16] people whose rules come to the same are told one answer, made of what their rules look at alone', async () => {
  const { presence, visitor, asked, told } = standing();
  for (let n = 0; n < 20; n++)
    await presence.here(visitor(`seller${n}`, own).visitor, 'order', { id: null, list: true });
  for (let n = 0; n < 30; n++)
    await presence.here(visitor(`desk${n}`, desk).visitor, 'order', { id: null, list: true });
  const ann = visitor('ann', desk);
  await presence.here(ann.visitor, 'order', { id: 'one' });
  await presence.flush();
  [asked.length, told.length] = [0, 0];
  await presence.here(ann.visitor, 'order', { id: 'theirs' });
  await presence.flush();
  // To the thirty together, to no seller: the row is none of theirs. Nobody's own word comes back to them.
  expect(told.map(({ to, payload }) => [to, payload.id])).toEqual([
    [1, 'theirs'],
    [30, null],
  ]);
  expect(asked).toEqual([
    { noun: 'order', fields: [] },
    { noun: 'order', fields: ['sellerId'] },
    { noun: 'person', fields: [] },
  ]);
});

test('[LIVE18] [LIVE16] of more people than are told the number is, and none of them twice', async () => {
  const { presence, visitor, rows } = standing();
  const reader = visitor('ann', desk);
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  for (let n = 0; n < LIMITS.present + 20; n++)
    await presence.here(visitor(`looker${n}`, desk).visitor, 'order', { id: null, list: true });
  for (let n = 0; n < LIMITS.presentRows + 10; n++) {
    rows.set(`row${n}`, insertedRow('order', `row${n}`, {}));
    await presence.here(visitor(`worker${n}`, desk).visitor, 'order', { id: `row${n}` });
  }
  const crowd = visitor('bob', desk);
  await presence.here(crowd.visitor, 'order', { id: 'one' });
  for (let n = 0; n < LIMITS.present + 5; n++)
    await presence.here(visitor(`packer${n}`, desk).visitor, 'order', { id: 'one' });
  await presence.flush();
  // Ann and Bob are told of themselves as well, and leave themselves out.
  expect([reader.last('list')?.people.length, reader.last('list')?.more]).toEqual([LIMITS.present - 1, 21]);
  expect(reader.last('rows')?.people.length).toBe(LIMITS.presentRows);
  expect(reader.last('rows')?.more).toBe(10 + 1 + LIMITS.present + 5);
  expect([crowd.heard.at(-1)?.people.length, crowd.heard.at(-1)?.more]).toEqual([LIMITS.present - 1, 6]);
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

test('[LIVE16] however often somebody says where they are, one telling waits at a row, and one reading of it for each of them', async () => {
  const { presence, visitor, asked } = standing();
  const [listener, ...movers] = ['ann', 'bob', 'eve'].map((id) => visitor(id, desk)) as [
    ReturnType<typeof visitor>,
    ...ReturnType<typeof visitor>[],
  ];
  for (const one of [listener, ...movers]) await presence.here(one.visitor, 'order', { id: 'one' });
  asked.length = 0;
  const words = Array.from({ length: 200 }, (_, n) => ({ id: 'one', field: n % 2 === 0 ? 'promisedOn' : 'notes' }));
  await Promise.all(words.flatMap((word) => movers.map((one) => presence.here(one.visitor, 'order', word))));
  // Of the row for each of the two twice, and for two tellings; of the people for these alone.
  expect(asked.filter(({ noun }) => noun === 'order').length).toBeLessThanOrEqual(6);
  expect(asked.filter(({ noun }) => noun === 'person').length).toBeLessThanOrEqual(2);
  expect(listener.heard.at(-1)?.people.map(({ name, field }) => [name, field])).toEqual([
    ['Bob', 'notes'],
    ['Eve', 'notes'],
  ]);
});

test('[LIVE16] a word that a later one overtook takes nobody from where the later one put them', async () => {
  const { presence, visitor } = standing({ theirs: 5 });
  const [reader, other] = [visitor('bob', own), visitor('bob', own)];
  const [watcher] = [visitor('ann', desk)];
  await presence.here(watcher.visitor, 'order', { id: null, list: true });
  await presence.here(other.visitor, 'order', { id: null, list: true });
  // Ann's row is not theirs to see; before that is known they look at the list.
  const slow = presence.here(reader.visitor, 'order', { id: 'theirs' });
  await presence.here(reader.visitor, 'order', { id: null, list: true });
  await slow;
  await presence.left(other.visitor);
  await presence.flush();
  expect(watcher.last('list')?.people.map(({ name }) => name)).toEqual(['Bob']);
});
