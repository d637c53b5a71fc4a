/** Sums over the rows of a noun in SQL: over what a reader may see, or over all of them for the summaries. */
import type { View } from '../../shared/access/project.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { currencies, currencyDigits, PRICE_DIGITS } from '../../shared/base/money.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import { isConverted, plainNames, type Sum } from '../../shared/insight/measure.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { scopeSql } from './read.ts';
import { visibleRows } from './visible.ts';

const cell = (field: string): string => `"${field}"`;

/** a × rate ÷ divisor, rounded half away from zero, in steps that stay within 64 bits where the product would not. */
const scaled = (a: string, rate: string, divisor: bigint): string =>
  `(CASE WHEN ${a} < 0 THEN -1 ELSE 1 END * ((ABS(${a}) / ${divisor}) * ${rate} + (2 * (ABS(${a}) % ${divisor}) * ${rate} + ${divisor}) / (2 * ${divisor})))`;

const power = (digits: number): bigint => 10n ** BigInt(digits);

/** What `convert` of shared/base/money.ts says, for an amount of the row's currency at the row's rate. */
const convertedSql = (amount: string, base: string): string => {
  const digits = currencyDigits(base);
  const byDigits = [...new Set(currencies.map(currencyDigits))];
  const cases = byDigits.map((from) => {
    const codes = currencies.filter((code) => currencyDigits(code) === from).map((code) => `'${code}'`);
    return `WHEN "currency" IN (${codes.join(', ')}) THEN ${scaled(amount, '"rate"', power(PRICE_DIGITS + from - digits))}`;
  });
  return `(CASE WHEN "currency" = '${base}' THEN ${amount} ${cases.join(' ')} END)`;
};

/** What one row adds (`amountOf` of shared/insight/measure.ts), as SQL; the currency is the organisation's. */
export const amountSql = (sum: Sum, currency: string): string => {
  const { of } = sum;
  if (of === 'rows') return '1';
  if (typeof of === 'string' || 'plus' in of) {
    const parts = plainNames(of).map((name) => {
      const amount = `COALESCE(${cell(name)}, 0)`;
      return isConverted(sum) ? convertedSql(amount, currency) : amount;
    });
    return parts.length === 1 ? String(parts[0]) : `(${parts.join(' + ')})`;
  }
  if ('price' in of) {
    const made = scaled(`(${cell(of.price)} * ${cell(of.times)})`, '1', power(PRICE_DIGITS - currencyDigits(currency)));
    return of.negative ? `(-${made})` : made;
  }
  return `((${cell(of.until)} - ${cell(of.from)}) / 60000)`;
};

/** Rows on which all of these fields show to the reader. */
export const allVisible = (view: View, fields: readonly string[]): Sql => {
  const scope = scopeSql(view);
  const parts = [scope.text];
  const params = [...scope.params];
  const groups = new Set<string>();
  for (const name of fields) {
    if (name === 'id' || view.always(name)) continue;
    const { group } = nounNamed(view.noun).fields[name] ?? { group: '' };
    if (groups.has(group)) continue;
    groups.add(group);
    const sql = conditionSql(visibleRows(view, name));
    parts.push(sql.text);
    params.push(...sql.params);
  }
  return { text: parts.join(' AND '), params };
};

export type Grouped = {
  /** Column expressions by alias: what the sums are kept apart by. */
  readonly by: { readonly [alias: string]: string };
  readonly where: readonly Sql[];
  /** The instant or day whose smallest value is told as `oldest`. */
  readonly oldest?: string;
  /** Beside the sums, in the same snapshot. */
  readonly also?: string;
};

/** One statement: `value` and `rows` for each group. */
export const aggregateSql = (sum: Sum, currency: string, { by, where, oldest, also }: Grouped): Sql => {
  const columns = Object.entries(by).map(([alias, expression]) => `${expression} AS "${alias}"`);
  const groups = Object.keys(by).map((_, at) => String(at + 1));
  const own: Sql = sum.where ? conditionSql(sum.where) : { text: '1 = 1', params: [] };
  const timed: Condition | null = sum.time ? { field: sum.time, is: 'ne', value: null } : null;
  const conditions = [...where, own, ...(timed ? [conditionSql(timed)] : [])];
  const told = [
    ...columns,
    `CAST(COALESCE(SUM(${amountSql(sum, currency)}), 0) AS BIGINT) AS "value"`,
    'COUNT(*) AS "rows"',
    ...(oldest ? [`MIN("${oldest}") AS "oldest"`] : []),
    ...(also ? [also] : []),
  ];
  return {
    text: `SELECT ${told.join(', ')} FROM "${nounNamed(sum.noun).table}" WHERE ${conditions.map(({ text }) => text).join(' AND ')}${groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : ''}`,
    params: conditions.flatMap(({ params }) => [...params]),
  };
};
