/** People by what their rules let them do: whom one may name, who decides, who is to be told. */
import { type Rights, rightsOf } from '../../shared/access/permit.ts';
import type { Cells } from '../../shared/base/condition.ts';
import { isStorable } from '../../shared/base/text.ts';
import type { NounName, RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { bindingOf } from './people.ts';
import { rulesByRole } from './role.rows.ts';

/** People looked at, at most: in a larger house those beyond are not found. */
export const PEOPLE_AT_MOST = 2_000;

const rolesOf = (person: RowOf<'person'>): readonly string[] => person.roleIds as readonly string[];

/**
 * Active people whose rules pass the test, each judged as a request of theirs would be. Two statements, whatever their
 * number. `among`: only these ids; null: everybody, `PEOPLE_AT_MOST` of them.
 */
export const peopleWho = async (
  query: Query,
  seal: Seal,
  passes: (rights: Rights) => boolean,
  among: readonly string[] | null = null,
): Promise<readonly RowOf<'person'>[]> => {
  if (among?.length === 0) return [];
  const some = among === null ? '' : ` AND "id" IN (${among.map(() => '?').join(', ')})`;
  const found = await query.all(
    `${selectSql('person')} WHERE "status" = 'active'${some} ORDER BY "id" LIMIT ${PEOPLE_AT_MOST}`,
    among ?? [],
  );
  const people = found.map((one) => decode('person', one, seal) as unknown as RowOf<'person'>);
  const rules = await rulesByRole(query, seal, [...new Set(people.flatMap(rolesOf))]);
  return people.filter((person) =>
    passes(
      rightsOf(
        rolesOf(person).flatMap((role) => rules.get(role) ?? []),
        bindingOf(person),
      ),
    ),
  );
};

/** Those who may read the row. */
export const readersOf = (
  query: Query,
  seal: Seal,
  noun: NounName,
  row: Cells,
  among: readonly string[] | null = null,
): Promise<readonly RowOf<'person'>[]> => peopleWho(query, seal, (rights) => rights.view(noun).sees(row), among);

/** The same as somebody who sees the row knows of it: those whose names they may read. Null where they do not see it. */
export const knownReaders = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  noun: NounName,
  id: string,
): Promise<readonly { readonly id: string; readonly name: string }[] | null> => {
  const [found] = isStorable(id) ? await query.all(`${selectSql(noun)} WHERE "id" = ?`, [id]) : [];
  const row = found && decode(noun, found, seal);
  if (!row || !rights.view(noun).sees(row)) return null;
  const view = rights.view('person');
  return (await readersOf(query, seal, noun, row)).flatMap((person) => {
    const seen = view.project(person);
    return seen && typeof seen.name === 'string' ? [{ id: person.id, name: seen.name }] : [];
  });
};
