import type * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { isNoun, nounNamed } from '../../shared/catalogue.ts';
import { FIGURE_LIMITS, type FigureOpened, type FigureQuery } from '../../shared/insight/figure.ts';
import {
  type countSchema,
  type KeyAsked,
  type KeyFound,
  LIMITS,
  type ListSum,
  type Opened,
  type openSchema,
  type SumAsked,
} from '../../shared/live/protocol.ts';
import { listSum } from '../insight/figure.list.ts';
import { sortOf, sortValues } from '../read/order.ts';
import { COUNTED, countSql, isLong, read, reading, rowAtSql } from '../read/read.ts';
import { decode } from '../store/tables.ts';
import { closings, type Guest, readerOf } from './guest.ts';
import type { Hall } from './hall.ts';

/** A window's rows, or the frames since; by rights that none has overtaken while they were read. */
export const openWindow = async (
  { guests, rooms, means }: Hall,
  guest: Guest,
  asked: v.InferOutput<typeof openSchema>,
  closed: number,
): Promise<Opened> => {
  const { noun } = asked;
  // Gone or closed while the question waited: to join now would be to stay.
  if (!guests.isHere(guest)) return { refused: 'signed_out' };
  if (closings(guest, noun) !== closed) return { refused: 'missing' };
  if (!isNoun(noun) || nounNamed(noun).unlogged) return { refused: 'unknown_noun' };
  const view = guest.actor.rights.view(noun);
  if (view.grants.length === 0) return { refused: 'unknown_noun' };
  // The room before the snapshot: a change between the two is in both, never in neither.
  let room = guest.rooms.get(noun);
  if (!room) {
    if (guest.rooms.size >= LIMITS.windows) return { refused: 'too_many_windows' };
    room = rooms.join(view);
    room.letIn(readerOf(guest.actor));
    guest.rooms.set(noun, room);
    await guest.socket.join(room.id);
  }
  const { epoch } = rooms;
  if (asked.have && asked.have.room === room.id && asked.have.epoch === epoch) {
    const frames = room.since(asked.have.n, readerOf(guest.actor));
    if (frames) return { room: room.id, epoch, n: room.n, frames };
  }
  const { position, page } = await reading(means.store, isLong(view, asked), async (query) => {
    const [head] = await query.all('SELECT "position" FROM "log_head" WHERE "id" = 1');
    return { position: Number(head?.position ?? 0), page: await read(query, means.seal, view, asked) };
  });
  if ('refused' in page) return page;
  if (closings(guest, noun) !== closed) return { refused: 'missing' };
  return { room: room.id, epoch, n: room.at(position), rows: page.rows, more: page.next !== null };
};

/** A figure by the rights of now, and its room, which is joined before it is computed. */
export const openFigure = async (
  { guests, figures }: Hall,
  guest: Guest,
  query: FigureQuery,
): Promise<FigureOpened | Refusal> => {
  if (!guests.isHere(guest)) return { refused: 'signed_out' };
  const { rights } = guest.actor;
  const room = figures.find((noun) => rights.view(noun), query);
  if ('refused' in room) return room;
  if (!guest.figures.has(room.id)) {
    if (guest.figures.size >= FIGURE_LIMITS.open) return { refused: 'too_many_figures' };
    figures.join(room);
    guest.figures.set(room.id, room);
    await guest.socket.join(room.id);
  }
  const figure = await figures.figure(room);
  return { room: room.id, n: room.n, figure };
};

export const countRows = async (
  { means }: Hall,
  guest: Guest,
  asked: v.InferOutput<typeof countSchema>,
): Promise<{ count: number; more?: true } | Refusal> => {
  const { noun } = asked;
  if (!isNoun(noun) || nounNamed(noun).unlogged) return { refused: 'unknown_noun' };
  const view = guest.actor.rights.view(noun);
  const [sql, found] = await reading(means.store, Boolean(asked.search), async (query) => {
    // A search may match a million rows: nobody needs to know how many, and to count them would walk them all.
    const sql = await countSql(query, view, asked, asked.search ? COUNTED : undefined);
    return [sql, asked.search && !('refused' in sql) ? await query.all(sql.text, sql.params) : null] as const;
  });
  if ('refused' in sql) return sql;
  const [row] = found ?? (await means.store.aside(sql.text, sql.params));
  const count = Number(row?.count ?? 0);
  return asked.search && count > COUNTED ? { count: COUNTED, more: true } : { count };
};

/** What a list adds up to of a measure, over the rows of which the reader sees all that it rests on. */
export const sumRows = async ({ means }: Hall, guest: Guest, asked: SumAsked): Promise<ListSum | Refusal> => {
  if (!isNoun(asked.noun) || nounNamed(asked.noun).unlogged) return { refused: 'unknown_noun' };
  const { rights } = guest.actor;
  return listSum(means.figures, (noun) => rights.view(noun), asked.noun, asked);
};

/** The key of a list's row by its number, of what the reader sees of that row: as much as the row in a window says. */
export const keyAt = async ({ means }: Hall, guest: Guest, asked: KeyAsked): Promise<KeyFound | Refusal> => {
  if (!isNoun(asked.noun) || nounNamed(asked.noun).unlogged) return { refused: 'unknown_noun' };
  const view = guest.actor.rights.view(asked.noun);
  if (view.grants.length === 0) return { key: null };
  const sort = sortOf(view, asked.sort);
  if ('refused' in sort) return sort;
  const sql = await reading(means.store, Boolean(asked.search), (query) =>
    rowAtSql(query, view, asked, sort, asked.at),
  );
  if ('refused' in sql) return sql;
  const [found] = await means.store.aside(sql.text, sql.params);
  const seen = found && view.project(decode(view.noun, found, means.seal));
  return { key: seen ? sortValues(sort, seen) : null };
};
