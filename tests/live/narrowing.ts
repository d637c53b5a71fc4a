/** Rights that change under a person's hands: what the tests of revocation and of its very moment both do. */
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Code, Firm } from './firm.ts';
import type { Screen } from './screen.ts';
import { questionsFor } from './windows.ts';

export type Packet = { readonly at: number; readonly text: string; readonly resets: number };

export const rulesOf = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];

/** A seller's rules, but for one group of fields that they then do not read. */
export const without = (group: string): readonly Rule[] =>
  rulesOf('sales_rep').map((rule) =>
    rule.may === 'read' ? { ...rule, groups: rule.groups.filter((one) => one !== group) } : rule,
  );

export const saveRole = (firm: Firm, role: string, rules: readonly Rule[]) =>
  firm.do('admin', 'role.save', { id: firm.roles.get(role), rules });

/** A screen with all that the person may ask for, and every word that it hears from now on. */
export const listening = async (
  firm: Firm,
  code: Code,
  desk?: Screen['desk'],
): Promise<{ screen: Screen; packets: Packet[] }> => {
  const screen = await firm.screen(code, desk);
  const packets: Packet[] = [];
  screen.heard = (text) => packets.push({ at: performance.now(), text, resets: screen.resets });
  for (const question of questionsFor(await firm.who(code))) screen.open(question);
  await firm.settled();
  return { screen, packets };
};
