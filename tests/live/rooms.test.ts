import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../server/audit/change-log.ts';
import { Rooms } from '../../server/live/rooms.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { View } from '../../shared/access/project.ts';
import { audienceKey, type Rule } from '../../shared/access/rule.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Frame } from '../../shared/live/protocol.ts';

const rule = (scope: Rule['scope'], groups: readonly string[], when: Rule['when'] = null): Rule => ({
  on: 'order',
  may: 'read',
  scope,
  when,
  groups,
});
const viewFor = (rules: readonly Rule[], id = 'ann'): View =>
  rightsOf(rules, { id, teamId: null, warehouses: [] }).view('order');
type Cells = Partial<RowOf<'order'>>;
const row = (id: string, cells: Cells): Entry['after'] => ({ ...insertedRow('order', id, cells), version: 1 });

/** A tail by hand: changes of orders one after another, frames as they close. */
const tail = () => {
  const frames: Frame[] = [];
  const rooms = new Rooms((_, frame) => frames.push(frame));
  let position = 0;
  const states = new Map<string, Entry['after']>();
  const change = (id: string, cells: Cells | null): void => {
    const before = states.get(id) ?? null;
    const after = cells && ({ ...(before ?? row(id, {})), ...cells } as Entry['after']);
    states.set(id, after);
    position++;
    const about = { at: 0, actorId: 'x', actorName: 'x', command: 'x', commandId: 'x', why: null };
    rooms.take([{ ...about, position, noun: 'order', rowId: id, before, after }]);
  };
  return { rooms, frames, change, position: () => position };
};

describe('rooms', () => {
  test('[LIVE4] a frame holds each row once, whole, in its last state', () => {
    const { rooms, frames, change } = tail();
    rooms.join(viewFor([rule('all', ['basics'])]));
    change('one', { number: 'A' });
    change('two', { number: 'B' });
    change('one', { number: 'C' });
    rooms.flush();
    expect(frames).toHaveLength(1);
    const [frame] = frames as [Frame];
    expect(frame.ops.map((op) => (op.op === 'put' ? [op.row.id, op.row.number] : op))).toEqual([
      ['one', 'C'],
      ['two', 'B'],
    ]);
    expect(Object.keys(frame).sort()).toEqual(['epoch', 'n', 'ops', 'room']);
    expect(frame.ops[0]).toMatchObject({ row: { status: 'quote', lineCount: 0 } });
  });

  test('[LIVE5] a change of hidden fields only makes no frame and leaves no gap', () => {
    const { rooms, frames, change } = tail();
    rooms.join(viewFor([rule('all', ['basics'])]));
    change('one', { number: 'A', total: 1 });
    rooms.flush();
    change('one', { total: 2 });
    change('one', { total: 3 });
    rooms.flush();
    change('one', { number: 'B' });
    rooms.flush();
    expect(frames.map(({ n }) => n)).toEqual([1, 2]);
    expect(JSON.stringify(frames)).not.toContain('total');
  });

  test('[LIVE6] a drop goes to those who saw the row, and to nobody else', () => {
    const { rooms, frames, change } = tail();
    const ann = rooms.join(viewFor([rule('own', ['basics'])], 'ann'));
    const bob = rooms.join(viewFor([rule('own', ['basics'])], 'bob'));
    const cy = rooms.join(viewFor([rule('own', ['basics'])], 'cy'));
    change('one', { sellerId: 'ann' });
    rooms.flush();
    change('one', { sellerId: 'bob' });
    rooms.flush();
    const of = (room: string) =>
      frames.filter((frame) => frame.room === room).map((frame) => frame.ops.map(({ op }) => op));
    expect([of(ann.id), of(bob.id), of(cy.id)]).toEqual([[['put'], ['drop']], [['put']], []]);
  });

  test('[LIVE7] there and back within one frame is said again, since a snapshot may have shown what was in between', () => {
    const { rooms, frames, change } = tail();
    const all = rooms.join(viewFor([rule('all', ['basics'])]));
    const open = rooms.join(viewFor([rule('all', ['basics'], { field: 'status', is: 'eq', value: 'confirmed' })]));
    const blind = rooms.join(viewFor([rule('all', ['notes'])]));
    change('one', { status: 'draft' });
    rooms.flush();
    frames.length = 0;
    change('one', { status: 'confirmed' });
    change('one', { status: 'draft' });
    rooms.flush();
    const of = (room: string) => frames.filter((frame) => frame.room === room).map((frame) => frame.ops);
    expect(of(all.id)).toMatchObject([[{ op: 'put', row: { status: 'draft' } }]]);
    expect(of(open.id)).toEqual([[{ op: 'drop', id: 'one' }]]);
    expect(of(blind.id)).toEqual([]);
  });

  test('[LIVE8] a snapshot is numbered by the last frame that it holds whole', () => {
    const { rooms, change, position } = tail();
    const room = rooms.join(viewFor([rule('all', ['basics'])]));
    expect(room.at(position())).toBe(0);
    change('one', { number: 'A' });
    expect(room.at(position())).toBe(0);
    rooms.flush();
    expect(room.at(position())).toBe(1);
    change('one', { number: 'B' });
    const between = position();
    rooms.flush();
    change('one', { number: 'C' });
    rooms.flush();
    expect([room.at(0), room.at(between), room.at(between - 1), room.at(position())]).toEqual([0, 2, 1, 3]);
  });

  test('[LIVE9] frames since a number are all of them, or none when the first is gone', () => {
    const { rooms, change } = tail();
    const room = rooms.join(viewFor([rule('all', ['basics'])]));
    room.letIn('ann');
    for (let i = 0; i < 450; i++) {
      change('one', { lineCount: i });
      rooms.flush();
    }
    expect(room.since(450, 'ann')).toEqual([]);
    expect(room.since(440, 'ann')?.map(({ n }) => n)).toEqual([441, 442, 443, 444, 445, 446, 447, 448, 449, 450]);
    expect(room.since(50, 'ann')).toHaveLength(400);
    expect(room.since(49, 'ann')).toBeNull();
    expect(room.since(451, 'ann')).toBeNull();
  });

  test('[P3] [LIVE9] nobody catches up on what was said before they were let in, nor on what came after they were let go', () => {
    const { rooms, change } = tail();
    const view = viewFor([rule('all', ['basics'])]);
    const room = rooms.join(view);
    const say = (count: number) => {
      change('one', { lineCount: count });
      rooms.flush();
    };
    room.letIn('ann');
    for (const count of [1, 2, 3]) say(count);
    room.letIn('bob');
    say(4);
    room.letIn('bob');
    const ns = (n: number, personId: string) => room.since(n, personId)?.map((frame) => frame.n) ?? null;
    expect([ns(0, 'ann'), ns(3, 'ann'), ns(2, 'bob'), ns(3, 'bob'), ns(4, 'cy')]).toEqual([
      [1, 2, 3, 4],
      [4],
      null,
      [4],
      null,
    ]);
    rooms.letGo((personId) => personId === 'bob');
    say(5);
    room.letIn('ann');
    expect([ns(4, 'ann'), ns(5, 'ann'), ns(4, 'bob')]).toEqual([null, [], [5]]);
  });

  test('[LIVE3] people with equal rules share a room; a room that was forgotten comes back under another name', () => {
    const { rooms, change } = tail();
    const twice = [rule('all', ['basics']), rule('all', ['basics'])];
    const room = rooms.join(viewFor([rule('all', ['basics'])], 'ann'));
    expect(rooms.join(viewFor(twice, 'bob'))).toBe(room);
    expect(rooms.join(viewFor([rule('all', ['basics', 'amounts'])], 'bob'))).not.toBe(room);
    change('one', {});
    rooms.flush();
    rooms.leave(room, 0);
    rooms.leave(room, 0);
    rooms.sweep(60_000);
    expect(rooms.join(viewFor(twice, 'bob'))).toBe(room);
    rooms.leave(room, 60_000);
    rooms.sweep(200_000);
    const again = rooms.join(viewFor(twice, 'bob'));
    expect([again.id === room.id, again.n]).toEqual([false, 0]);
  });

  test('[LIVE3] a room’s name is chance: nothing that a page knows makes it, and nothing tells how many there have been', () => {
    const names = [tail(), tail()].map(({ rooms }) => rooms.join(viewFor([rule('all', ['basics'])])).id);
    expect(names[0]).not.toBe(names[1]);
    for (const name of names) expect(name).toMatch(/^[\w-]{16}$/);
    const { rooms } = tail();
    const view = viewFor([rule('all', ['basics'])]);
    const key = audienceKey('order', view.grants);
    const reckoned = Array.from({ length: 50 }, (_, made) =>
      hash('sha256', `${rooms.epoch} ${made} ${key}`, 'base64url').slice(0, 16),
    );
    expect(reckoned).not.toContain(rooms.join(view).id);
  });
});
