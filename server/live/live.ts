import type { Server } from 'socket.io';
import type { Rights } from '../../shared/access/permit.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Answer } from '../../shared/live/protocol.ts';
import { RIGHTS_NOUNS } from '../access/people.ts';
import type { Entry } from '../audit/change-log.ts';
import { FigureRooms, type RoomMeans } from '../insight/figure.rooms.ts';
import { takeDown } from '../insight/wall/take-down.ts';
import { conditionSql } from '../read/condition-sql.ts';
import { decode } from '../store/tables.ts';
import type { Actor } from '../write/handlers.ts';
import type { Kept } from '../write/once.ts';
import { answerOf } from './answers.ts';
import { enter } from './entry.ts';
import type { Asker } from './guest.ts';
import { Guests } from './guests.ts';
import type { Hall, LiveMeans } from './hall.ts';
import { Lanes } from './lane.ts';
import { LOOK, Presence } from './presence.ts';
import { refresh } from './refresh.ts';
import { GATHER, Rooms } from './rooms.ts';
import { Turns } from './turns.ts';

/** How often everybody is told that the server is there, ms. Screens call themselves stale after missing two. */
const ALIVE = 4_000;

/** The live feed: its rooms and guests, and the road from a commit to their screens. */
export class Live implements Hall {
  rooms: Rooms;
  figures: FigureRooms;
  readonly io: Server;
  readonly means: LiveMeans;
  readonly guests: Guests;
  readonly presence: Presence;
  readonly turns = new Turns();
  readonly lanes = new Lanes();
  #closing: NodeJS.Timeout | null = null;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(means: LiveMeans) {
    this.means = means;
    this.io = means.io;
    this.rooms = this.#newRooms();
    this.figures = this.#newFigures();
    this.presence = new Presence({
      cellsOf: (noun, ids, fields) => this.#cells(noun, ids, fields),
      tell: (to, payload) => {
        // To no line at all would be to every one.
        if (to.length > 0) this.io.to(to.map(({ line }) => line)).emit('presence', payload);
      },
      report: means.report,
    });
    this.guests = new Guests(this);
    means.io.on('connection', (socket) => {
      enter(this, socket, (asker, kept) => this.answer(asker, kept)).catch((error) => {
        means.report(error);
        this.guests.drop(socket);
      });
    });
    this.#timers.push(
      setInterval(() => {
        means.io.volatile.emit('alive', means.clock());
        this.cutSlow();
      }, ALIVE).unref(),
      setInterval(() => this.presence.look().catch(means.report), LOOK).unref(),
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
    this.presence.close();
    this.guests.dropAll();
  }

  #newRooms(): Rooms {
    return new Rooms((room, frame) => this.means.io.to(room).emit('frame', frame));
  }

  #newFigures(): FigureRooms {
    const { report, figures } = this.means;
    // How long ago, not what time it is: the company's clock may be set.
    const clock = (): number => performance.now();
    const settled = async (): Promise<void> => {
      while (this.turns.pending) await this.turns.settled;
    };
    const tell: RoomMeans['tell'] = (room, told) => void this.io.to(room).emit('figure', told);
    return new FigureRooms({ figures, clock, report, settled, tell });
  }

  /** Screens that are here. */
  get watching(): number {
    return this.guests.size;
  }

  /** The company has begun anew: every screen is sent away, and what the rooms kept of the old one is gone. */
  restart(): void {
    for (const { socket } of this.guests.all()) this.guests.dismiss(socket);
    this.rooms = this.#newRooms();
    this.figures.close();
    this.figures = this.#newFigures();
  }

  cutSlow(): void {
    this.guests.cutSlow();
  }

  /** Ends every socket of these sessions, or of one person: their screens are told and cleared. */
  end(is: { readonly sessionIds?: readonly string[]; readonly personId?: string }): void {
    this.guests.end(is);
  }

  /** The tail: called with every commit's entries, in log order, as soon as the commit is on the disk. */
  take(entries: readonly Entry[]): void {
    if (entries.some(({ noun }) => RIGHTS_NOUNS.has(noun))) this.#turn();
    for (const entry of entries) if (entry.noun === 'wall') takeDown(this.guests, entry);
    this.rooms.take(entries);
    this.figures.take(entries);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#closing || !this.rooms.dirty) return;
    this.#closing = setTimeout(() => {
      this.#closing = null;
      if (this.turns.pending) void this.turns.settled.then(() => this.#schedule());
      else this.rooms.flush();
    }, GATHER);
  }

  #turn(): void {
    this.means.people.forget();
    this.turns.begin(
      () => refresh(this),
      (error) => {
        // Whose rights are not known hears nothing more.
        this.means.report(error);
        this.guests.dropAll();
      },
    );
  }

  /** Rows by id, as they are stored, with the named fields alone. */
  async #cells(noun: NounName, ids: readonly string[], fields: readonly string[]): Promise<ReadonlyMap<string, Cells>> {
    if (ids.length === 0) return new Map();
    const { store, seal } = this.means;
    const { text, params } = conditionSql({ field: 'id', is: 'in', value: ids });
    const columns = ['id', ...fields].map((field) => `"${field}"`).join(', ');
    const sql = `SELECT ${columns} FROM "${nounNamed(noun).table}" WHERE ${text}`;
    const found = await store.read((query) => query.all(sql, params));
    return new Map(found.map((one) => [String(one.id), decode(noun, one, seal, fields)] as const));
  }

  /** A command's answer by the rights of now: it may have changed them itself, or somebody else while its rows were read. */
  answer({ id, sessionId }: Asker, kept: Kept): Promise<Answer> {
    const { people, store, seal } = this.means;
    return this.turns.across(async () => {
      const actor = await people.actor(id, sessionId);
      return actor ? answerOf(store, seal, actor.rights, kept) : { refused: 'signed_out' };
    });
  }

  /** What a person reads at another door, in their turn and by rights that none has overtaken while it was read. */
  reading<T extends object>(
    { id, sessionId }: Asker,
    read: (rights: Rights, actor: Actor) => Promise<T>,
  ): Promise<T | Refusal> {
    return this.inTurn(id, () =>
      this.turns.across(async () => {
        const actor = await this.means.people.actor(id, sessionId);
        return actor ? read(actor.rights, actor) : { refused: 'signed_out' };
      }),
    );
  }

  /** In the person's turn: everybody else's questions come in between, and so do their own others. */
  inTurn<T extends object>(personId: string, ask: () => Promise<T | Refusal>): Promise<T | Refusal> {
    return this.lanes.inTurn(personId, ask);
  }
}
