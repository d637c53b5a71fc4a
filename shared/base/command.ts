import type * as v from 'valibot';
import type { NounName } from '../catalogue.ts';

export type Writes = { readonly [noun in NounName]?: readonly string[] };

/** One way to change something: declared here, permitted by rules on `on` × `may`, carried out by a handler of its name. */
export type Command<S extends v.GenericSchema = v.GenericSchema> = {
  readonly on: NounName;
  /** The action that a rule grants; `create` and `update` also check every written field's group. */
  readonly may: string;
  readonly input: S;
  /** Fields that the caller writes, per noun: each must be writable by the caller's rules. */
  readonly writes?: (input: v.InferOutput<S>) => Writes;
  /** Done by the product's own scheduler or set-up; no rule grants it and no door takes it. */
  readonly internal?: true;
  /** Not offered to integrations' documents as a change of business data (passwords, links). */
  readonly secret?: true;
};

export const commandOf = <S extends v.GenericSchema>(command: Command<S>): Command<S> => command;
export type InputOf<C> = C extends Command<infer S> ? v.InferOutput<S> : never;
