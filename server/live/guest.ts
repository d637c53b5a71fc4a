import type { Socket } from 'socket.io';
import type { Rights } from '../../shared/access/permit.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { FigureRoom } from '../insight/figure.room.ts';
import type { Actor } from '../write/handlers.ts';
import type { Visitor } from './presence.circle.ts';
import type { Room } from './rooms.ts';

/** Who asks, by which session: of one person each session may see otherwise. */
export type Asker = Pick<Actor, 'id' | 'sessionId'>;

/** A signed-in person's socket: by which rules it is served, and the rooms that it is in. */
export type Guest = {
  readonly socket: Socket;
  readonly sessionId: string;
  actor: Actor;
  rights: string;
  readonly rooms: Map<NounName, Room>;
  /** How often the windows of a noun were closed: a question from before is nobody's any more. */
  readonly closed: Map<NounName, number>;
  /** Figures that it has open, by their rooms' names. */
  readonly figures: Map<string, FigureRoom>;
  readonly visitor: Visitor;
};

/** Who was let into a room: a person, but while they see as another not as themselves. */
export const readerOf = ({ id, viewing }: Actor): string => (viewing ? `${id} ${viewing.id}` : id);

/** Equal text, equal rules, bound to the same: to team, warehouses and all that is shared with one of the person's roles. */
export const rightsText = ({ rules, actor }: Rights): string => JSON.stringify([rules, actor]);

export const closings = ({ closed }: Guest, noun: string): number => closed.get(noun as NounName) ?? 0;
