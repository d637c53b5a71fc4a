/** What crosses between the server and a screen on a wall, beside collections and figures: read by both ends. */
import * as v from 'valibot';
import type { languages } from '../../access/person/person.fields.ts';
import type { SceneName } from './scene-names.ts';

/** Socket, with acknowledgement: the wall says that it is there and which page it runs; answered with `WallBeat`. */
export const wallAsks = ['wall.beat'] as const;
export const beatSchema = v.strictObject({ build: v.nullable(v.pipe(v.string(), v.maxLength(60))) });

/** What a wall is to show, and how. */
export type WallScreen = {
  readonly id: string;
  readonly name: string;
  readonly scenes: readonly SceneName[];
  readonly language: (typeof languages)[number];
  readonly theme: 'dark' | 'light';
  /** Seconds. */
  readonly pace: number;
  /** The warehouse that it is narrowed to, and what it is called; null shows the whole house. */
  readonly warehouse: { readonly id: string; readonly name: string } | null;
  readonly timeZone: string;
  /** Of amounts, where the wall is granted any. */
  readonly currency: string;
};
export type WallBeat = { readonly now: number; readonly build: string | null; readonly screen: WallScreen };

/** `GET /api/wall`: what the screen that asks is. */
export type WallState =
  | { readonly state: 'paired'; readonly screen: WallScreen; readonly build: string | null }
  | { readonly state: 'waiting'; readonly until: number; readonly build: string | null };
/** `POST /api/wall/code`: the code to show until then, ms. */
export type WallCode = { readonly code: string; readonly until: number; readonly now: number };

/** `GET /api/walls/heard`: the walls' last signs, and the build that they should run. */
export type WallsHeard = {
  readonly now: number;
  readonly build: string | null;
  readonly walls: readonly { readonly id: string; readonly at: number; readonly build: string | null }[];
};
