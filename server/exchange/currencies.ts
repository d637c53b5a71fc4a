/** In which currency a row's amounts are, where the row does not say it itself. */
import type { Seen } from '../../shared/access/project.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { fieldNamed, nounNamed } from '../../shared/catalogue.ts';
import type { Query } from '../store/store.ts';

/** Whose amounts a child's are: of the first of these that it hangs on. */
const parents = [
  ['invoiceId', 'invoice'],
  ['orderId', 'order'],
] as const satisfies readonly (readonly [string, NounName])[];

/**
 * The currency of each row's amounts, for the decimals alone: the row's own, that of the document it hangs on, else the
 * organisation's (stock is valued in it). One statement for all rows.
 */
export const currenciesOf = async (
  query: Query,
  noun: NounName,
  rows: readonly Seen[],
  organisation: string,
): Promise<(row: Seen) => string | null> => {
  const { fields } = nounNamed(noun);
  if (fieldNamed(noun, 'currency')) return (row) => (typeof row.currency === 'string' ? row.currency : organisation);
  const amounts = Object.entries(fields).filter(([, { kind }]) => kind === 'money');
  const shown = amounts.some(([name]) => rows.some((row) => typeof row[name] === 'number'));
  const parent = parents.find(([field]) => fieldNamed(noun, field));
  if (!shown || !parent) return () => organisation;
  const [field, of] = parent;
  const ids = [...new Set(rows.map((row) => row[field]).filter((id) => typeof id === 'string'))];
  if (ids.length === 0) return () => organisation;
  const found = await query.all(
    `SELECT "id", "currency" FROM "${nounNamed(of).table}" WHERE "id" IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  const byId = new Map(found.map(({ id, currency }) => [String(id), String(currency)]));
  return (row) => byId.get(String(row[field])) ?? organisation;
};
