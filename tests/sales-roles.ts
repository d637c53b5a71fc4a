/** P12 over the rows that a history made: two roles together show what either shows, on each row each field, and no more. */
import { rightsOf } from '../shared/access/permit.ts';
import { startingRoles } from '../shared/access/roles.ts';
import type { NounName } from '../shared/catalogue.ts';
import { fieldsFor, type Row, type Sentence } from './agreement/oracle.ts';
import type { World } from './world.ts';

const NOUNS = [
  'order',
  'order_line',
  'quote',
  'change_request',
  'change_edit',
  'hold',
  'pick',
  'invoice',
  'invoice_line',
  'receivable',
  'price',
  'customer',
] as const satisfies readonly NounName[];
type Binding = { readonly id: string; readonly teamId: string | null; readonly warehouses: readonly string[] };

const sorted = (fields: Iterable<string>): string => [...fields].sort().join();

/**
 * Holds the product's reading of every row against plain words, for pairs of starting roles as `pick` chooses them.
 * @param pick a number below its argument
 */
export const roleFaults = async (w: World, who: Binding, pick: (below: number) => number): Promise<string[]> => {
  const [one, other] = [0, 1].map(() => startingRoles[pick(startingRoles.length)]);
  if (!one || !other) return ['there are no roles'];
  const faults: string[] = [];
  const rights = (...roles: readonly (typeof one)[]) =>
    rightsOf(
      roles.flatMap(({ rules }) => rules),
      who,
    );
  const [a, b, both] = [rights(one), rights(other), rights(one, other)];
  const sentences = [...one.rules, ...other.rules] as unknown as readonly Sentence[];
  for (const noun of NOUNS) {
    const [ofA, ofB, ofBoth] = [a.view(noun), b.view(noun), both.view(noun)];
    for (const row of await w.rows(noun)) {
      const shown = (view: typeof ofA): readonly string[] => (view.sees(row as never) ? view.fields(row as never) : []);
      const either = sorted(new Set([...shown(ofA), ...shown(ofB)]));
      const together = sorted(shown(ofBoth));
      const plain = sorted(fieldsFor({ ...who, sentences }, noun, row as unknown as Row) ?? []);
      const named = `${one.code} and ${other.code} on ${noun} ${row.id}`;
      if (together !== either) faults.push(`${named}: together ${together}, either ${either}`);
      if (together !== plain) faults.push(`${named}: ${together}, in plain words ${plain}`);
      if (faults.length > 3) return faults;
    }
  }
  return faults;
};
