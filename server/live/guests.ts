import type { Socket } from 'socket.io';
import type { NounName } from '../../shared/catalogue.ts';
import type { FigureRoom } from '../insight/figure.room.ts';
import type { Guest } from './guest.ts';
import type { Hall } from './hall.ts';

/** Packets that may wait for one screen, at most. */
const UNSENT = 500;
/** And their characters, with the bytes that the system has not taken from us: several times the largest page's windows. */
const UNSENT_CHARACTERS = 32 * 1024 * 1024;
type Outgoing = {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } };
};

/** Every socket that is here, the rooms that it leaves, and the ways in which it goes. */
export class Guests {
  readonly #here = new Map<string, Guest>();
  readonly #hall: Pick<Hall, 'means' | 'rooms' | 'figures' | 'presence'>;

  constructor(hall: Pick<Hall, 'means' | 'rooms' | 'figures' | 'presence'>) {
    this.#hall = hall;
  }

  get size(): number {
    return this.#here.size;
  }

  /** All who are here now; who comes or goes while they are gone through changes nothing in it. */
  all(): readonly Guest[] {
    return [...this.#here.values()];
  }

  isHere({ socket }: Guest): boolean {
    return this.#here.has(socket.id);
  }

  add(guest: Guest): void {
    this.#here.set(guest.socket.id, guest);
    guest.socket.on('disconnect', () => this.#forget(guest.socket));
  }

  leave(guest: Guest, noun: NounName): void {
    const room = guest.rooms.get(noun);
    if (!room) return;
    guest.rooms.delete(noun);
    void guest.socket.leave(room.id);
    this.#hall.rooms.leave(room, this.#hall.means.clock());
  }

  leaveFigure(guest: Guest, room: FigureRoom): void {
    if (!guest.figures.delete(room.id)) return;
    void guest.socket.leave(room.id);
    this.#hall.figures.leave(room);
  }

  #forget(socket: Socket): void {
    const guest = this.#here.get(socket.id);
    if (!guest) return;
    this.#here.delete(socket.id);
    for (const noun of [...guest.rooms.keys()]) this.leave(guest, noun);
    for (const room of [...guest.figures.values()]) this.leaveFigure(guest, room);
    void this.#hall.presence.left(guest.visitor).catch(this.#hall.means.report);
  }

  /** Says that the session is over, and closes. */
  dismiss(socket: Socket): void {
    socket.emit('bye');
    this.#forget(socket);
    socket.disconnect(true);
  }

  /** Ends every socket of these sessions, or of one person: their screens are told and cleared. */
  end(is: { readonly sessionIds?: readonly string[]; readonly personId?: string }): void {
    for (const guest of this.all()) {
      if (is.personId === guest.actor.id || is.sessionIds?.includes(guest.sessionId)) this.dismiss(guest.socket);
    }
  }

  /** Breaks the connection; the screen comes back by itself and is asked anew who it is. */
  drop(socket: Socket): void {
    this.#forget(socket);
    // At once: what has not left yet would wait for a screen that may not be reading.
    socket.conn.close(true);
  }

  dropAll(): void {
    for (const { socket } of this.all()) this.drop(socket);
  }

  /** Breaks connections that do not take what they are sent: they come back and catch up, instead of filling the memory. */
  cutSlow(): void {
    for (const { socket } of this.all()) {
      // Packets that the transport could not take yet; Engine.IO names them, but not in its types.
      const { writeBuffer, transport } = socket.conn as unknown as Outgoing;
      const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
      const taken = transport?.socket?.bufferedAmount ?? 0;
      if (writeBuffer.length > UNSENT || waiting + taken > UNSENT_CHARACTERS) this.drop(socket);
    }
  }
}
