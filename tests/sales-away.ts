/** What somebody gave without a connection, and how it reaches the server afterwards. */
import type { CommandName } from '../shared/commands.ts';
import type { World } from './world.ts';

export type Kept = { readonly name: CommandName; readonly input: object; readonly id: string };

/**
 * Sends what was kept in its order, some of it again: each at once (`how` 0 to 2), all of it after the last (3 to 5), or from
 * the beginning after the line was cut in the middle (6 to 9). Answers what a repeat did beyond the first time.
 */
export const sendKept = async (
  w: World,
  kept: readonly Kept[],
  how: number,
  send: (one: Kept) => Promise<string>,
): Promise<string[]> => {
  const faults: string[] = [];
  const answers = new Map<string, string>();
  const first = async (one: Kept): Promise<void> => {
    answers.set(one.id, await send(one));
  };
  const again = async (one: Kept): Promise<void> => {
    const before = w.entries.length;
    const answer = await send(one);
    if (answer !== answers.get(one.id))
      faults.push(`${one.name} ${one.id} answers ${answer}, first ${answers.get(one.id)}`);
    if (w.entries.length !== before) faults.push(`${one.name} ${one.id} was done again`);
  };
  if (how < 3) {
    for (const one of kept) {
      await first(one);
      await again(one);
    }
  } else {
    const middle = how < 6 ? kept.length : Math.ceil(kept.length / 2);
    for (const one of kept.slice(0, middle)) await first(one);
    for (const one of kept.slice(0, middle)) await again(one);
    for (const one of kept.slice(middle)) await first(one);
  }
  for (const { id, name } of kept) {
    const rows = w.entries.filter(({ commandId }) => commandId === id).map(({ noun, rowId }) => `${noun} ${rowId}`);
    if (new Set(rows).size !== rows.length) faults.push(`${name} ${id} touched a row twice`);
    if (answers.get(id)?.includes('was refused') && rows.length > 0) faults.push(`${name} ${id} was refused and done`);
  }
  return faults;
};
