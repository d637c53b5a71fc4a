import { type Day, dayOf } from '../../shared/base/day.ts';
import type { Calendar } from './calendar.ts';
import type { Client, Clients } from './clients.ts';
import type { Good, Goods } from './goods.ts';
import type { Cast } from './people.ts';
import type { House } from './places.ts';
import type { Plan } from './plan.ts';
import type { Play } from './play.ts';
import type { Stage } from './stage.ts';

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const ZONE = 'Asia/Taipei';

/** Everything that the people of the demonstration act upon. */
export type Demo = {
  readonly stage: Stage;
  readonly play: Play;
  readonly calendar: Calendar;
  readonly cast: Cast;
  readonly houses: ReadonlyMap<string, House>;
  /** Ids of the carriers by name. */
  readonly carriers: ReadonlyMap<string, string>;
  readonly goods: Goods;
  readonly goodById: ReadonlyMap<string, Good>;
  readonly clients: Clients;
  readonly clientById: Map<string, Client>;
  /** What was meant to become of each order, by its id. */
  readonly plans: Map<string, Plan>;
};

export const day = (at: number): Day => dayOf(at, ZONE);
export const warehouseOf = (demo: Demo, warehouseId: string): House => {
  for (const house of demo.houses.values()) if (house.id === warehouseId) return house;
  throw new Error(`no warehouse ${warehouseId}`);
};
