import type { View } from '../../../shared/access/project.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { nounNamed } from '../../../shared/catalogue.ts';
import { type Likeness, likenesses, nameKey, phoneForms } from '../../../shared/sales/customer/alike.ts';
import { plainTaxNumber } from '../../../shared/sales/customer/tax-number.ts';
import { conditionSql, type Sql } from '../../read/condition-sql.ts';
import { groupRows } from '../../read/visible.ts';
import type { Seal } from '../../store/seal.ts';
import type { Query } from '../../store/store.ts';
import { blindColumn, blindOf } from '../../store/tables.ts';

/** What is known of a firm that may be here already. */
export type Likened = {
  readonly country: string;
  readonly names: readonly (string | null | undefined)[];
  readonly taxNumber?: string | null | undefined;
  readonly phones: readonly (string | null | undefined)[];
};
/** Customers alike by each likeness, at most. */
const MOST = 8;

/** On which rows of a noun a group of fields may be looked at. */
export type Within = (noun: NounName, group: string) => Sql;
export const everywhere: Within = () => ({ text: '1 = 1', params: [] });
/** What this reader sees: what they do not is not looked at, and so costs no time either. */
export const asSeenBy =
  (view: (noun: NounName) => View): Within =>
  (noun, group) =>
    conditionSql(groupRows(view(noun), group));

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Customers that may be the same firm, each with what it is alike by, the surest first. Index look-ups alone. */
export const alikeTo = async (
  query: Query,
  seal: Seal,
  { country, names, taxNumber, phones }: Likened,
  within: Within,
): Promise<ReadonlyMap<string, readonly Likeness[]>> => {
  const found = new Map<string, Likeness[]>();
  const ask = async (by: Likeness, noun: NounName, id: string, group: string, fields: string[], values: string[]) => {
    if (values.length === 0) return;
    const scope = within(noun, group);
    for (const field of fields) {
      const rows = await query.all(
        `SELECT DISTINCT "${id}" AS "id" FROM "${nounNamed(noun).table}" WHERE "${field}" IN (${marks(values)}) AND ${scope.text} ORDER BY 1 LIMIT ${MOST}`,
        [...values, ...scope.params],
      );
      for (const row of rows) {
        const known = found.get(String(row.id)) ?? [];
        if (!known.includes(by)) found.set(String(row.id), [...known, by]);
      }
    }
  };
  const keys = [...new Set(names.map(nameKey))].filter((key): key is string => key !== null);
  const blinds = [...new Set(phones.flatMap((phone) => phoneForms(country, phone)))].map((form) =>
    blindOf('phone', form, seal),
  );
  const tax = taxNumber ? plainTaxNumber(country, taxNumber) : '';
  await ask('tax', 'customer', 'id', 'terms', ['taxNumber'], tax === '' ? [] : [tax]);
  for (const noun of ['contact', 'address'] as const)
    await ask('phone', noun, 'customerId', 'contact', [blindColumn('phone')], blinds);
  await ask('name', 'customer', 'id', 'basics', ['nameKey', 'localKey'], keys);
  return new Map(
    [...found].sort(
      ([, a], [, b]) => b.length - a.length || likenesses.indexOf(a[0] ?? 'name') - likenesses.indexOf(b[0] ?? 'name'),
    ),
  );
};
