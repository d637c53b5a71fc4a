import type { Server } from 'socket.io';
import type { People } from '../access/people.ts';
import type { FigureRooms } from '../insight/figure.rooms.ts';
import type { FigureMeans } from '../insight/figure.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import type { Writer } from '../write/gather.ts';
import type { Guests } from './guests.ts';
import type { Lanes } from './lane.ts';
import type { Presence } from './presence.ts';
import type { Rooms } from './rooms.ts';
import type { Turns } from './turns.ts';

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

/** What the parts of the live feed share. Its rooms are new when the company begins anew: ask for them each time. */
export type Hall = {
  readonly means: LiveMeans;
  readonly rooms: Rooms;
  readonly figures: FigureRooms;
  readonly guests: Guests;
  readonly presence: Presence;
  readonly turns: Turns;
  readonly lanes: Lanes;
};
