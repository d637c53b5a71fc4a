/** What the rows of a table come to, by what the importer sees of what is here. */
import type { Rights } from '../../../shared/access/permit.ts';
import type { Condition } from '../../../shared/base/condition.ts';
import type { Day } from '../../../shared/base/day.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Values } from '../../../shared/exchange/tables/table.columns.ts';
import type { Facts, Planned, SeenRow, TableKind } from '../../../shared/exchange/tables/table.kind.ts';
import { conditionSql } from '../../read/condition-sql.ts';
import type { Seal } from '../../store/seal.ts';
import type { Query } from '../../store/store.ts';
import { decode, selectSql } from '../../store/tables.ts';
import type { Transaction } from '../../write/transaction.ts';

/** Stored rows that satisfy a condition. */
type Look = (noun: NounName, where: Condition) => Promise<readonly { readonly id: string }[]>;

/** Inside a command: the rows as they stand in its transaction. */
export const lookIn =
  (tx: Transaction): Look =>
  (noun, where) =>
    tx.find(noun, where);

/** Beside the writer, for a preview. */
export const lookBy =
  (query: Query, seal: Seal): Look =>
  async (noun, where) => {
    const { text, params } = conditionSql(where);
    const found = await query.all(`${selectSql(noun)} WHERE ${text}`, params);
    return found.map((one) => decode(noun, one, seal) as unknown as { readonly id: string });
  };

/** Plans rows. Everything that is looked up is projected by the importer's rules: what they do not see is not there. */
export const planRows = async (
  kind: TableKind,
  rows: readonly Values[],
  look: Look,
  { rights, actorId, today }: { readonly rights: Rights; readonly actorId: string; readonly today: Day },
): Promise<readonly Planned[]> => {
  const facts: { [noun in NounName]?: SeenRow[] } = {};
  for (const asking of kind.asks) {
    for (const { noun, where } of asking({ rows, facts: facts as Facts })) {
      const view = rights.view(noun);
      if (view.grants.length === 0) continue;
      const known = new Set((facts[noun] ?? []).map(({ id }) => id));
      const seen = (await look(noun, where)).flatMap((row) => view.project(row as never) ?? []);
      facts[noun] = [...(facts[noun] ?? []), ...seen.filter(({ id }) => !known.has(id))];
    }
  }
  const plan = kind.planner({ rows, facts: facts as Facts, actorId, today });
  return rows.map(plan);
};
