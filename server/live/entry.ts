import type { Socket } from 'socket.io';
import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { isNoun } from '../../shared/catalogue.ts';
import { figureQuerySchema } from '../../shared/insight/figure.ts';
import {
  type Answer,
  commandSchema,
  countSchema,
  hereSchema,
  keySchema,
  openSchema,
  sumSchema,
} from '../../shared/live/protocol.ts';
import { isShown } from '../insight/wall/shown.ts';
import type { Kept } from '../write/once.ts';
import { type Asker, closings, type Guest, rightsText } from './guest.ts';
import type { Hall } from './hall.ts';
import { countRows, keyAt, openFigure, openWindow, sumRows } from './questions.ts';

/** What the door noted of a socket that it let in. */
type Noted = { readonly personId: string; readonly sessionId: string; readonly wall?: boolean };

const isOpen = async ({ means }: Hall, { sessionId, wall }: Noted): Promise<boolean> => {
  const found = await means.store.read((query) =>
    query.all(`SELECT 1 FROM "${wall ? 'wall_device' : 'session'}" WHERE "id" = ?`, [sessionId]),
  );
  return found.length > 0;
};

/** Every message is validated by its declared form and answered; what is not declared is not listened to. */
const answer = <S extends v.GenericSchema>(
  { means }: Hall,
  { socket }: Guest,
  event: string,
  schema: S,
  work: (input: v.InferOutput<S>) => Promise<unknown>,
): void => {
  // Asynchronous from the first step on: what throws here must find somebody, or it ends the server.
  const answered = async (raw: unknown): Promise<unknown> => {
    const parsed = v.safeParse(schema, raw);
    if (parsed.success) return work(parsed.output);
    return { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' } satisfies Refusal;
  };
  socket.on(event, (raw: unknown, acknowledge: unknown) => {
    if (typeof acknowledge !== 'function') return;
    answered(raw).then(
      (told) => acknowledge(told),
      (error) => {
        means.report(error);
        acknowledge({ refused: 'server.failed' } satisfies Refusal);
      },
    );
  });
};

/** What a screen may say, and who answers it. */
const listen = (
  hall: Hall,
  guest: Guest,
  wall: boolean,
  answerOf: (asker: Asker, kept: Kept) => Promise<Answer>,
): void => {
  const { turns, guests, presence, means } = hall;
  // In the person's turn, as long as the screen is here.
  const inTurn = <T extends object>(ask: () => Promise<T | Refusal>): Promise<T | Refusal> =>
    hall.lanes.inTurn(guest.actor.id, async () => (guests.isHere(guest) ? ask() : { refused: 'signed_out' }));
  // A wall shows figures: whatever its role may read, it is given no rows.
  const ofRows = async <T extends object>(ask: () => Promise<T | Refusal>): Promise<T | Refusal> =>
    wall ? { refused: 'unknown_noun' } : inTurn(() => turns.across(ask));

  answer(hall, guest, 'collection.open', openSchema, (input) => {
    const closed = closings(guest, input.noun);
    return ofRows(() => openWindow(hall, guest, input, closed));
  });
  answer(hall, guest, 'collection.count', countSchema, (input) => ofRows(() => countRows(hall, guest, input)));
  answer(hall, guest, 'collection.key', keySchema, (input) => ofRows(() => keyAt(hall, guest, input)));
  answer(hall, guest, 'collection.sum', sumSchema, (input) => ofRows(() => sumRows(hall, guest, input)));
  answer(hall, guest, 'collection.close', v.strictObject({ noun: v.string() }), async ({ noun }) => {
    if (isNoun(noun)) {
      guests.leave(guest, noun);
      guest.closed.set(noun, closings(guest, noun) + 1);
    }
    return { ok: true };
  });
  answer(hall, guest, 'figure.open', figureQuerySchema, (query) =>
    inTurn(() =>
      turns.across(async () => {
        const { id } = guest.actor;
        const isThere = async (): Promise<boolean> => !wall || isShown(means, id, query);
        if (!(await isThere())) return { refused: 'unknown_measure' };
        const opened = await openFigure(hall, guest, query);
        // Its scene may have been taken off the wall meanwhile, before the room was there to be left.
        if ('refused' in opened || (await isThere())) return opened;
        const room = guest.figures.get(opened.room);
        if (room) guests.leaveFigure(guest, room);
        return { refused: 'unknown_measure' };
      }),
    ),
  );
  answer(hall, guest, 'figure.close', v.strictObject({ room: v.string() }), async (asked) => {
    const room = guest.figures.get(asked.room);
    if (room) guests.leaveFigure(guest, room);
    return { ok: true };
  });
  answer(hall, guest, 'command', commandSchema, async (order): Promise<Answer> => {
    // A wall changes nothing, and its tries are not kept as a person's answers are.
    if (wall) return { refused: 'not_permitted' };
    const { id, sessionId } = guest.actor;
    const result = await means.writer().command(id, () => means.people.actor(id, sessionId), order);
    return answerOf(guest.actor, result.kept);
  });
  answer(hall, guest, 'presence.here', hereSchema, async (here) => {
    if (isNoun(here.noun) && !wall) await presence.here(guest.visitor, here.noun, here);
    return { ok: true };
  });
  answer(hall, guest, 'alive', v.unknown(), async () => ({ ok: true, now: means.clock() }));
};

/** A socket that the door let in becomes a guest, unless rights or session ended meanwhile; then it is told `ready`. */
export const enter = async (
  hall: Hall,
  socket: Socket,
  answerOf: (asker: Asker, kept: Kept) => Promise<Answer>,
): Promise<void> => {
  const noted = socket.data as Noted;
  const { guests, turns, means } = hall;
  const actor = await turns.across(() => means.people.actor(noted.personId, noted.sessionId));
  if (!actor) {
    guests.dismiss(socket);
    return;
  }
  if (!socket.connected) return;
  let heardAt = performance.now();
  socket.conn.on('packet', () => {
    heardAt = performance.now();
  });
  const guest: Guest = {
    socket,
    sessionId: noted.sessionId,
    actor,
    rights: rightsText(actor.rights),
    rooms: new Map(),
    closed: new Map(),
    figures: new Map(),
    visitor: {
      line: socket.id,
      personId: actor.id,
      name: actor.name,
      get rights() {
        return guest.actor.rights;
      },
      silentFor: () => performance.now() - heardAt,
    },
  };
  guests.add(guest);
  // From here on the end of a session finds its sockets; it may have come just before.
  if (!(await isOpen(hall, noted))) {
    guests.dismiss(socket);
    return;
  }
  listen(hall, guest, noted.wall === true, answerOf);
  socket.emit('ready', { epoch: hall.rooms.epoch, ...(noted.wall ? {} : { personId: actor.id }) });
};
