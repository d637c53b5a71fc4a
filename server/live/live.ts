import type { Server, Socket } from 'socket.io';
import * as v from 'valibot';
import type { Rights } from '../../shared/access/permit.ts';
import { audienceKey } from '../../shared/access/rule.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isNoun, type NounName, nounNamed } from '../../shared/catalogue.ts';
import { FIGURE_LIMITS, type FigureOpened, type FigureQuery, figureQuerySchema } from '../../shared/insight/figure.ts';
import {
  type Answer,
  commandSchema,
  countSchema,
  hereSchema,
  LIMITS,
  type Opened,
  openSchema,
} from '../../shared/live/protocol.ts';
import { type People, RIGHTS_NOUNS } from '../access/people.ts';
import type { Entry } from '../audit/change-log.ts';
import { type FigureRoom, figureKey } from '../insight/figure.room.ts';
import { FigureRooms } from '../insight/figure.rooms.ts';
import type { FigureMeans } from '../insight/figure.ts';
import { countSql, read } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Writer } from '../write/gather.ts';
import type { Kept } from '../write/once.ts';
import { answerOf } from './answers.ts';
import { closings, type Guest, rightsText } from './guest.ts';
import { Lane } from './lane.ts';
import { Presence } from './presence.ts';
import { GATHER, Rooms } from './rooms.ts';
import { Turns } from './turns.ts';

export type LiveMeans = {
  readonly io: Server;
  readonly store: Store;
  readonly seal: Seal;
  readonly people: People;
  readonly writer: () => Writer;
  readonly clock: () => number;
  readonly figures: FigureMeans;
  /** For errors of the product: one line, without values. */
  readonly report: (error: unknown) => void;
};

/** How often everybody is told that the server is there, ms. Screens call themselves stale after missing two. */
const ALIVE = 4_000;
/** Packets that may wait for one screen, at most. */
const UNSENT = 500;
/** And their characters, with the bytes that the system has not taken from us: several times the largest page's windows. */
const UNSENT_CHARACTERS = 32 * 1024 * 1024;
type Outgoing = {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } };
};

/** Every socket of this process, the rooms they are in, and the road from a commit to their screens. */
export class Live {
  rooms: Rooms;
  figures: FigureRooms;
  readonly io: Server;
  readonly #means: LiveMeans;
  readonly #guests = new Map<string, Guest>();
  /** By person, while they ask: a further screen gives nobody a further turn, nor does the other door. */
  readonly #lanes = new Map<string, Lane>();
  readonly #presence: Presence;
  #closing: NodeJS.Timeout | null = null;
  readonly #turns = new Turns();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(means: LiveMeans) {
    this.#means = means;
    this.io = means.io;
    this.rooms = this.#newRooms();
    this.figures = this.#newFigures();
    this.#presence = new Presence((noun, id) => this.#row(noun, id));
    means.io.on('connection', (socket) => void this.#enter(socket).catch((error) => this.#lost(socket, error)));
    this.#timers.push(
      setInterval(() => {
        means.io.volatile.emit('alive', means.clock());
        this.cutSlow();
      }, ALIVE).unref(),
      setInterval(() => {
        this.rooms.sweep(means.clock());
        this.figures.sweep();
      }, 30_000).unref(),
    );
  }

  /** Closes without a word to the screens: a connection that breaks is taken up again, one that is sent away is not. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#closing) clearTimeout(this.#closing);
    this.figures.close();
    this.#dropAll();
  }

  #newRooms(): Rooms {
    return new Rooms((room, frame) => this.#means.io.to(room).emit('frame', frame));
  }

  #newFigures(): FigureRooms {
    const { report, figures } = this.#means;
    // How long ago, not what time it is: the company's clock may be set.
    const clock = (): number => performance.now();
    const settled = async (): Promise<void> => {
      while (this.#turns.pending) await this.#turns.settled;
    };
    return new FigureRooms(
      { figures, clock, report, settled, tell: (room, told) => void this.io.to(room).emit('figure', told) },
      this.rooms.epoch,
    );
  }

  /** Screens that are here. */
  get watching(): number {
    return this.#guests.size;
  }

  /** The company has begun anew: every screen is sent away, and what the rooms kept of the old one is gone. */
  restart(): void {
    for (const { socket } of [...this.#guests.values()]) this.dismiss(socket);
    this.rooms = this.#newRooms();
    this.figures.close();
    this.figures = this.#newFigures();
  }

  /** Breaks connections that do not take what they are sent: they come back and catch up, instead of filling the memory. */
  cutSlow(): void {
    for (const { socket } of [...this.#guests.values()]) {
      // Packets that the transport could not take yet; Engine.IO names them, but not in its types.
      const { writeBuffer, transport } = socket.conn as unknown as Outgoing;
      const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
      const taken = transport?.socket?.bufferedAmount ?? 0;
      if (writeBuffer.length > UNSENT || waiting + taken > UNSENT_CHARACTERS) this.#drop(socket);
    }
  }

  #dropAll(): void {
    for (const { socket } of [...this.#guests.values()]) this.#drop(socket);
  }

  /** Breaks the connection; the screen comes back by itself and is asked anew who it is. */
  #drop(socket: Socket): void {
    this.#forget(socket);
    // At once: what has not left yet would wait for a screen that may not be reading.
    socket.conn.close(true);
  }

  /** The tail: called with every commit's entries, in log order, as soon as the commit is on the disk. */
  take(entries: readonly Entry[]): void {
    if (entries.some(({ noun }) => RIGHTS_NOUNS.has(noun))) this.#turn();
    this.rooms.take(entries);
    this.figures.take(entries);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#closing || !this.rooms.dirty) return;
    this.#closing = setTimeout(() => {
      this.#closing = null;
      if (this.#turns.pending) void this.#turns.settled.then(() => this.#schedule());
      else this.rooms.flush();
    }, GATHER);
  }

  #turn(): void {
    this.#means.people.forget();
    this.#turns.begin(
      () => this.#refresh(),
      (error) => {
        // Whose rights are not known hears nothing more.
        this.#means.report(error);
        this.#dropAll();
      },
    );
  }

  /** Rights changed: every guest leaves the rooms that are no longer theirs before anything else is sent. */
  async #refresh(): Promise<void> {
    // All at once: one after another, two hundred people would keep everybody's frames waiting.
    const people = new Set([...this.#guests.values()].map((guest) => guest.actor.id));
    await Promise.all([...people].map((id) => this.#means.people.actor(id)));
    const turned = new Set<string>();
    for (const guest of [...this.#guests.values()]) {
      const actor = await this.#means.people.actor(guest.actor.id);
      if (!actor) {
        this.dismiss(guest.socket);
        continue;
      }
      const rights = rightsText(actor.rights);
      const moved = rights !== guest.rights;
      guest.actor = actor;
      guest.rights = rights;
      if (!moved) continue;
      turned.add(actor.id);
      for (const [noun, room] of guest.rooms) {
        const view = actor.rights.view(noun);
        if (audienceKey(noun, view.grants) !== audienceKey(noun, room.view.grants)) this.#leave(guest, noun);
      }
      for (const room of guest.figures.values()) {
        const key = figureKey((noun) => actor.rights.view(noun), room.plan, room.query);
        if (key !== room.key) this.#leaveFigure(guest, room);
      }
      guest.socket.emit('reset');
      await this.#presence.gone(guest.visitor, null);
    }
    // Of who is away nobody knows what they may have been denied meanwhile: they take the rows anew.
    const here = new Map([...this.#guests.values()].map(({ actor }) => [actor.id, actor.rights]));
    this.rooms.letGo((personId, { noun, grants }) => {
      const rights = here.get(personId);
      if (!rights || !turned.has(personId)) return rights !== undefined;
      return audienceKey(noun, rights.view(noun).grants) === audienceKey(noun, grants);
    });
  }

  /** Ends every socket of these sessions, or of one person: their screens are told and cleared. */
  end(is: { readonly sessionIds?: readonly string[]; readonly personId?: string }): void {
    for (const guest of [...this.#guests.values()]) {
      if (is.personId === guest.actor.id || is.sessionIds?.includes(guest.sessionId)) this.dismiss(guest.socket);
    }
  }

  dismiss(socket: Socket): void {
    socket.emit('bye');
    this.#forget(socket);
    socket.disconnect(true);
  }

  #leave(guest: Guest, noun: NounName): void {
    const room = guest.rooms.get(noun);
    if (!room) return;
    guest.rooms.delete(noun);
    void guest.socket.leave(room.id);
    this.rooms.leave(room, this.#means.clock());
  }

  #leaveFigure(guest: Guest, room: FigureRoom): void {
    if (!guest.figures.delete(room.id)) return;
    void guest.socket.leave(room.id);
    this.figures.leave(room);
  }

  #forget(socket: Socket): void {
    const guest = this.#guests.get(socket.id);
    if (!guest) return;
    this.#guests.delete(socket.id);
    for (const noun of [...guest.rooms.keys()]) this.#leave(guest, noun);
    for (const room of [...guest.figures.values()]) this.#leaveFigure(guest, room);
    void this.#presence.left(guest.visitor).catch(this.#means.report);
  }

  #lost(socket: Socket, error: unknown): void {
    this.#means.report(error);
    this.#drop(socket);
  }

  async #row(noun: NounName, id: string): Promise<Cells | null> {
    const [found] = await this.#means.store.read((query) => query.all(`${selectSql(noun)} WHERE "id" = ?`, [id]));
    return found ? decode(noun, found, this.#means.seal) : null;
  }

  async #isOpen(sessionId: string, wall: boolean): Promise<boolean> {
    const found = await this.#means.store.read((query) =>
      query.all(`SELECT 1 FROM "${wall ? 'wall_device' : 'session'}" WHERE "id" = ?`, [sessionId]),
    );
    return found.length > 0;
  }

  /** A command's answer by the rights of now: it may have changed them itself, or somebody else while its rows were read. */
  answer(personId: string, kept: Kept): Promise<Answer> {
    const { people, store, seal } = this.#means;
    return this.#turns.across(async () => {
      const actor = await people.actor(personId);
      return actor ? answerOf(store, seal, actor.rights, kept) : { refused: 'signed_out' };
    });
  }

  /** What a person reads at another door, in their turn and by rights that none has overtaken while it was read. */
  reading<T extends object>(personId: string, read: (rights: Rights) => Promise<T>): Promise<T | Refusal> {
    return this.inTurn(personId, () =>
      this.#turns.across(async () => {
        const actor = await this.#means.people.actor(personId);
        return actor ? read(actor.rights) : { refused: 'signed_out' };
      }),
    );
  }

  /** In the person's turn: everybody else's questions come in between, and so do their own others. */
  async inTurn<T extends object>(personId: string, ask: () => Promise<T | Refusal>): Promise<T | Refusal> {
    const lane = this.#lanes.get(personId) ?? new Lane();
    this.#lanes.set(personId, lane);
    try {
      return (await lane.take(ask)) ?? { refused: 'too_many_questions' };
    } finally {
      if (lane.idle) this.#lanes.delete(personId);
    }
  }

  async #enter(socket: Socket): Promise<void> {
    const {
      personId,
      sessionId,
      wall = false,
    } = socket.data as { personId: string; sessionId: string; wall?: boolean };
    const actor = await this.#turns.across(() => this.#means.people.actor(personId));
    if (!actor) {
      this.dismiss(socket);
      return;
    }
    if (!socket.connected) return;
    const guest: Guest = {
      socket,
      sessionId,
      actor,
      rights: rightsText(actor.rights),
      rooms: new Map(),
      closed: new Map(),
      figures: new Map(),
      visitor: {
        personId: actor.id,
        name: actor.name,
        get rights() {
          return guest.actor.rights;
        },
        tell: (event, payload) => void socket.emit(event, payload),
      },
    };
    this.#guests.set(socket.id, guest);
    socket.on('disconnect', () => this.#forget(socket));
    // From here on the end of a session finds its sockets; it may have come just before.
    if (!(await this.#isOpen(sessionId, wall))) {
      this.dismiss(socket);
      return;
    }
    this.#answer(guest, 'collection.open', openSchema, (input) => {
      const closed = closings(guest, input.noun);
      return this.#inTurnOf(guest, () => this.#turns.across(() => this.#open(guest, input, closed)));
    });
    this.#answer(guest, 'collection.count', countSchema, (input) =>
      this.#inTurnOf(guest, () => this.#turns.across(() => this.#count(guest, input))),
    );
    this.#answer(guest, 'collection.close', v.strictObject({ noun: v.string() }), async ({ noun }) => {
      if (isNoun(noun)) {
        this.#leave(guest, noun);
        guest.closed.set(noun, closings(guest, noun) + 1);
      }
      return { ok: true };
    });
    this.#answer(guest, 'figure.open', figureQuerySchema, (query) =>
      this.#turns.across(() => this.#openFigure(guest, query)),
    );
    this.#answer(guest, 'figure.close', v.strictObject({ room: v.string() }), async (asked) => {
      const room = guest.figures.get(asked.room);
      if (room) this.#leaveFigure(guest, room);
      return { ok: true };
    });
    this.#answer(guest, 'command', commandSchema, async (order): Promise<Answer> => {
      // A wall changes nothing, and its tries are not kept as a person's answers are.
      if (wall) return { refused: 'not_permitted' };
      const { id } = guest.actor;
      const result = await this.#means.writer().command(id, () => this.#means.people.actor(id), order);
      return this.answer(id, result.kept);
    });
    this.#answer(guest, 'presence.here', hereSchema, async (here) => {
      if (isNoun(here.noun) && !wall) await this.#presence.here(guest.visitor, here.noun, here);
      return { ok: true };
    });
    this.#answer(guest, 'alive', v.unknown(), async () => ({ ok: true, now: this.#means.clock() }));
    socket.emit('ready', { epoch: this.rooms.epoch });
  }

  /** As long as the screen is here. */
  #inTurnOf<T extends object>({ actor, socket }: Guest, ask: () => Promise<T | Refusal>): Promise<T | Refusal> {
    return this.inTurn(actor.id, async () => (this.#guests.has(socket.id) ? ask() : { refused: 'signed_out' }));
  }

  /** Every message is validated by its declared form and answered; what is not declared is not listened to. */
  #answer<S extends v.GenericSchema>(
    guest: Guest,
    event: string,
    schema: S,
    work: (input: v.InferOutput<S>) => Promise<unknown>,
  ): void {
    // Asynchronous from the first step on: what throws here must find somebody, or it ends the server.
    const answered = async (raw: unknown): Promise<unknown> => {
      const parsed = v.safeParse(schema, raw);
      if (parsed.success) return work(parsed.output);
      return { refused: 'input.invalid', field: v.getDotPath(parsed.issues[0]) ?? '' } satisfies Refusal;
    };
    guest.socket.on(event, (raw: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== 'function') return;
      answered(raw).then(
        (answer) => acknowledge(answer),
        (error) => {
          this.#means.report(error);
          acknowledge({ refused: 'server.failed' } satisfies Refusal);
        },
      );
    });
  }

  /** A window's rows, or the frames since; by rights that none has overtaken while they were read. */
  async #open(guest: Guest, asked: v.InferOutput<typeof openSchema>, closed: number): Promise<Opened> {
    const { noun } = asked;
    // Gone or closed while the question waited: to join now would be to stay.
    if (!this.#guests.has(guest.socket.id)) return { refused: 'signed_out' };
    if (closings(guest, noun) !== closed) return { refused: 'missing' };
    if (!isNoun(noun) || nounNamed(noun).unlogged) return { refused: 'unknown_noun' };
    const view = guest.actor.rights.view(noun);
    if (view.grants.length === 0) return { refused: 'unknown_noun' };
    // The room before the snapshot: a change between the two is in both, never in neither.
    let room = guest.rooms.get(noun);
    if (!room) {
      if (guest.rooms.size >= LIMITS.windows) return { refused: 'too_many_windows' };
      room = this.rooms.join(view);
      room.letIn(guest.actor.id);
      guest.rooms.set(noun, room);
      await guest.socket.join(room.id);
    }
    const { epoch } = this.rooms;
    if (asked.have && asked.have.room === room.id && asked.have.epoch === epoch) {
      const frames = room.since(asked.have.n, guest.actor.id);
      if (frames) return { room: room.id, epoch, n: room.n, frames };
    }
    const { position, page } = await this.#means.store.read(async (query) => {
      const [head] = await query.all('SELECT "position" FROM "log_head" WHERE "id" = 1');
      return { position: Number(head?.position ?? 0), page: await read(query, this.#means.seal, view, asked) };
    });
    if ('refused' in page) return page;
    if (closings(guest, noun) !== closed) return { refused: 'missing' };
    return { room: room.id, epoch, n: room.at(position), rows: page.rows, more: page.next !== null };
  }

  /** A figure by the rights of now, and its room, which is joined before it is computed. */
  async #openFigure(guest: Guest, query: FigureQuery): Promise<FigureOpened | Refusal> {
    if (!this.#guests.has(guest.socket.id)) return { refused: 'signed_out' };
    const { figures } = this;
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
  }

  async #count(guest: Guest, asked: v.InferOutput<typeof countSchema>): Promise<{ count: number } | Refusal> {
    if (!isNoun(asked.noun) || nounNamed(asked.noun).unlogged) return { refused: 'unknown_noun' };
    const sql = countSql(guest.actor.rights.view(asked.noun), asked);
    if ('refused' in sql) return sql;
    const [row] = await this.#means.store.aside(sql.text, sql.params);
    return { count: Number(row?.count ?? 0) };
  }
}
