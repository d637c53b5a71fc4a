/**
 * What crosses the socket, in both directions: read by server/live and client/live alike. The rules with their ids stand
 * in docs/live.md. No row version, log position or other person's command id is part of it.
 */
import * as v from 'valibot';
import type { Operation, Seen } from '../access/project.ts';
import type { Scalar } from '../base/condition.ts';
import type { Refusal } from '../base/decision.ts';
import { isShallow, isStorable } from '../base/text.ts';

export const LIMITS = {
  /** Rows of one window, at most. */
  window: 500,
  /** Characters of a search, at most. */
  search: 200,
  /** Leaves of a filter, at most. */
  leaves: 60,
  /** Values of one `in`, at most. */
  values: 500,
  /** How deep a filter may be nested: checking it goes down with it, and a stack has an end. */
  depth: 16,
  /** Bytes of one message, at most. */
  message: 65_536,
  /** Windows open at once on one socket, at most. */
  windows: 60,
  /** People told to be on a row, or to look at a list, at most; of the others how many they are. */
  present: 100,
  /** People told to be on the rows of a list, each on each of theirs, at most; likewise. */
  presentRows: 100,
} as const;

const scalar = v.union([
  v.pipe(v.string(), v.maxLength(400), v.check(isStorable)),
  v.pipe(v.number(), v.safeInteger()),
  v.boolean(),
  v.null(),
]);
const leaf = v.strictObject({
  field: v.pipe(v.string(), v.maxLength(60)),
  is: v.picklist(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'not_in', 'starts']),
  value: v.union([scalar, v.pipe(v.array(scalar), v.maxLength(LIMITS.values))]),
});
export type FilterLeaf = v.InferOutput<typeof leaf>;
export type Filter = FilterLeaf | { all: Filter[] } | { any: Filter[] } | { not: Filter };
const nested: v.GenericSchema<Filter> = v.union([
  leaf,
  v.strictObject({ all: v.pipe(v.array(v.lazy(() => nested)), v.maxLength(LIMITS.leaves)) }),
  v.strictObject({ any: v.pipe(v.array(v.lazy(() => nested)), v.maxLength(LIMITS.leaves)) }),
  v.strictObject({ not: v.lazy(() => nested) }),
]);
/** A list of parts and each of them are a level, as `not` is one. */
export const filterSchema = v.pipe(
  v.unknown(),
  v.check((filter) => isShallow(filter, 2 * LIMITS.depth)),
  nested,
);
export const sortSchema = v.pipe(
  v.array(v.strictObject({ field: v.pipe(v.string(), v.maxLength(60)), down: v.optional(v.boolean()) })),
  v.maxLength(4),
);
export type Sort = readonly { readonly field: string; readonly down?: boolean | undefined }[];

export const openSchema = v.strictObject({
  noun: v.pipe(v.string(), v.maxLength(60)),
  where: v.optional(v.nullable(filterSchema)),
  search: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.search), v.check(isStorable)))),
  sort: v.optional(sortSchema),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.window))),
  /** Values of the sort fields and id of the row after which the window begins. */
  after: v.optional(v.nullable(v.pipe(v.array(scalar), v.maxLength(5)))),
  /** What the screen already holds of this room: the server answers with the frames since, if it still has them. */
  have: v.optional(v.strictObject({ room: v.string(), epoch: v.string(), n: v.number() })),
});
export type Open = v.InferOutput<typeof openSchema>;
export const countSchema = v.strictObject({
  noun: v.pipe(v.string(), v.maxLength(60)),
  where: v.optional(v.nullable(filterSchema)),
  search: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.search), v.check(isStorable)))),
});
export type Count = v.InferOutput<typeof countSchema>;
/** Where a list's row number `at` stands, from 1: a window further down begins after it. */
export const keySchema = v.strictObject({
  ...countSchema.entries,
  sort: v.optional(sortSchema),
  at: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
});
export type KeyAsked = v.InferOutput<typeof keySchema>;
/** What a list adds up to of a measure (shared/insight/measure.rows.ts says of which of its sums). */
export const sumSchema = v.strictObject({ ...countSchema.entries, measure: v.pipe(v.string(), v.maxLength(60)) });
export type SumAsked = v.InferOutput<typeof sumSchema>;
export type ListSum = {
  /** In the measure's unit; null where nothing can be said (a ratio over nothing, or against what is not in the list). */
  readonly value: number | null;
  /** What each of its sums adds up to, in their order: of a ratio over time the first alone. */
  readonly sums: readonly number[];
  /** Rows that are in it; rows whose cells it rests on are not all the reader's to see; rows of the list. */
  readonly counted: number;
  readonly hidden: number;
  readonly rows: number;
};
/** Values of the sort fields as the reader sees them, and the row's id; null where the list is shorter. */
export type KeyFound = { readonly key: readonly Scalar[] | null };

/** A frame closes at a commit boundary and holds each row once, whole, in its last state. `n` counts within the room. */
export type Frame = {
  readonly room: string;
  readonly epoch: string;
  readonly n: number;
  readonly ops: readonly Operation[];
};

export type Opened =
  | {
      readonly room: string;
      readonly epoch: string;
      readonly n: number;
      readonly rows: readonly Seen[];
      readonly more: boolean;
    }
  | { readonly room: string; readonly epoch: string; readonly n: number; readonly frames: readonly Frame[] }
  | Refusal;

export const commandSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(60)),
  id: v.pipe(v.string(), v.regex(/^[\w.:-]{8,80}$/)),
  input: v.unknown(),
});
export type Answer =
  /** `rows` are the rows that the command changed, as the actor sees them; of those out of sight the rooms tell, if at all. */
  | {
      readonly ok: true;
      readonly answer: { readonly [name: string]: unknown };
      readonly rows: readonly { noun: string; id: string; row: Seen }[];
    }
  | Refusal;

const rowId = v.pipe(v.string(), v.maxLength(80), v.check(isStorable));
export const hereSchema = v.strictObject({
  noun: v.pipe(v.string(), v.maxLength(60)),
  id: v.nullable(rowId),
  field: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60)))),
  line: v.optional(v.nullable(rowId)),
  /** Nobody has touched this page for a while, or it is out of sight. */
  idle: v.optional(v.boolean()),
  /** On the list of the noun instead of on a row: `id` is null then. */
  list: v.optional(v.boolean()),
});
export type Here = v.InferOutput<typeof hereSchema>;
export type Present = {
  readonly personId: string;
  readonly name: string;
  readonly field: string | null;
  readonly line: string | null;
  readonly idle: boolean;
};
export type Looker = Pick<Present, 'personId' | 'name' | 'idle'>;
export type OnRow = Looker & { readonly row: string };
/**
 * Who is on a row; or with `id` null who looks at the list, or who is on which of its rows. Who is told is among them: a
 * page leaves out its own person. `more`: how many people there are besides, beyond what is told at most.
 */
export type PresenceTold = { readonly noun: string; readonly more: number } & (
  | { readonly id: string; readonly people: readonly Present[] }
  | { readonly id: null; readonly on: 'list'; readonly people: readonly Looker[] }
  | { readonly id: null; readonly on: 'rows'; readonly people: readonly OnRow[] }
);

/** Client to server, each with an acknowledgement. */
export const asks = [
  'collection.open',
  'collection.count',
  'collection.key',
  'collection.sum',
  'collection.close',
  'figure.open',
  'figure.close',
  'command',
  'presence.here',
  'alive',
] as const;
/**
 * Server to client. `ready`: from here on it listens, to a person of this id. `alive`: a sign of life. `reset`: the person's rules changed; every
 * window is wiped and opened anew. `figure`: one that is open moved (shared/insight/figure.ts). `bye`: the session ended.
 */
export const tells = ['ready', 'alive', 'frame', 'figure', 'reset', 'bye', 'presence'] as const;
