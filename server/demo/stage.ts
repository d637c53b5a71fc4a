import { derivedId } from '../../shared/base/id.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { Company } from '../system/company.ts';
import type { Kept } from '../write/once.ts';
import type { Chance } from './chance.ts';
import type { Clockwork } from './clock.ts';
import { type Mirror, mirrorOf } from './mirror.ts';

export type Done = Exclude<Kept, { readonly refused: string }>;

/** Where the demonstration is played: people of the company, commands that they give, and a clock that follows the play. */
export type Stage = {
  readonly company: Company;
  readonly chance: Chance;
  readonly mirror: Mirror;
  /** What was refused in the play, by command and reason: life, unless there is much of one kind. */
  readonly refusals: ReadonlyMap<string, number>;
  /**
   * Runs a command as this person at this simulated instant, or at the latest one reached, if that is later: the log is
   * in the order of time. Null when it was refused.
   */
  act(personId: string, at: number, name: CommandName, input: object): Promise<Done | null>;
  /** The same for what cannot be refused: a refusal is a defect. Answers the new row's id. */
  must(personId: string, at: number, name: CommandName, input: object): Promise<string>;
  leave(): void;
};

export const stageOf = (company: Company, clock: Clockwork, chance: Chance): Stage => {
  const mirror = mirrorOf();
  const refusals = new Map<string, number>();
  const leave = company.onCommit(mirror.take);
  let given = 0;
  const run = async (personId: string, at: number, name: CommandName, input: object): Promise<Kept> => {
    const id = derivedId('demo', String(++given));
    const { kept } = await company.writer.command(
      personId,
      () => {
        // Asked just before the command is judged, and commands are judged in the order in which they were given.
        clock.reach(at);
        return company.people.actor(personId);
      },
      { name, id, input },
    );
    return kept;
  };
  return {
    company,
    chance,
    mirror,
    refusals,
    leave,
    act: async (personId, at, name, input) => {
      const kept = await run(personId, at, name, input);
      if (!('refused' in kept)) return kept;
      const why = `${name} ${kept.refused}${kept.field ? ` ${kept.field}` : ''}`;
      refusals.set(why, (refusals.get(why) ?? 0) + 1);
      return null;
    },
    must: async (personId, at, name, input) => {
      const kept = await run(personId, at, name, input);
      if ('refused' in kept)
        throw new Error(`${name} was refused: ${JSON.stringify(kept)} for ${JSON.stringify(input)}`);
      return String(kept.answer.id ?? '');
    },
  };
};

/** The rows of one noun that a command touched. */
export const touched = ({ rows }: Done, noun: NounName): readonly string[] =>
  rows.flatMap(([name, id]) => (name === noun ? [id] : []));
