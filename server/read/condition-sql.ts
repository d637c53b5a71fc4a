import { type Condition, pushNot, type Scalar } from '../../shared/base/condition.ts';
import type { Value } from '../store/store.ts';

export type Sql = { readonly text: string; readonly params: readonly Value[] };

const bound = (value: Scalar): Value => (typeof value === 'boolean' ? Number(value) : value);

const signs = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** The first text, in code-point order, after all that begin with `prefix`; null when there is none. */
const firstBeyond = (prefix: string): string | null => {
  const points = [...prefix].map((sign) => sign.codePointAt(0) as number);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  // Half a surrogate pair is no character: after the last one before them comes the first one behind.
  return last === undefined ? null : String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
};

/**
 * The SQL of a condition, with the same reading of null as shared/base/condition.ts: every leaf is true or false, never
 * null, so that NOT may stand before it. `cell` gives the SQL of a field (a column, or what a reader may see of it).
 */
export const conditionSql = (condition: Condition, cell: (field: string) => string = (field) => `"${field}"`): Sql => {
  const params: Value[] = [];
  const list = (field: string, values: readonly Scalar[]): string => {
    const plain = values.filter((value) => value !== null).map(bound);
    const parts: string[] = [];
    if (plain.length > 0) {
      params.push(...plain);
      parts.push(`(${cell(field)} IS NOT NULL AND ${cell(field)} IN (${plain.map(() => '?').join(', ')}))`);
    }
    if (plain.length < values.length) parts.push(`${cell(field)} IS NULL`);
    return parts.length === 0 ? '1 = 0' : `(${parts.join(' OR ')})`;
  };
  const write = (one: Condition): string => {
    if ('all' in one) return one.all.length === 0 ? '1 = 1' : `(${one.all.map(write).join(' AND ')})`;
    if ('any' in one) return one.any.length === 0 ? '1 = 0' : `(${one.any.map(write).join(' OR ')})`;
    if ('not' in one) return `NOT ${write(one.not)}`;
    const { field, is, value } = one;
    if (is === 'in') return list(field, value as readonly Scalar[]);
    if (is === 'not_in') return `NOT ${list(field, value as readonly Scalar[])}`;
    if (value !== null && typeof value === 'object') throw new TypeError(`condition on ${field} is not bound`);
    if (value === null)
      return is === 'eq' ? `${cell(field)} IS NULL` : is === 'ne' ? `${cell(field)} IS NOT NULL` : '1 = 0';
    if (is === 'starts') {
      // A range instead of LIKE: the same on both databases, exact in case, and served by the index.
      const from = String(value);
      const beyond = firstBeyond(from);
      params.push(from, ...(beyond === null ? [] : [beyond]));
      return `(${cell(field)} IS NOT NULL AND ${cell(field)} >= ?${beyond === null ? '' : ` AND ${cell(field)} < ?`})`;
    }
    if (is === 'has') {
      // Taken out, it leaves another text: the same on both databases, exact in case.
      const padded = `' ' || ${cell(field)} || ' '`;
      params.push(` ${value} `);
      return `(${cell(field)} IS NOT NULL AND REPLACE(${padded}, ?, '') <> ${padded})`;
    }
    params.push(bound(value));
    if (is === 'eq') return `(${cell(field)} IS NOT NULL AND ${cell(field)} = ?)`;
    if (is === 'ne') return `(${cell(field)} IS NULL OR ${cell(field)} <> ?)`;
    return `(${cell(field)} IS NOT NULL AND ${cell(field)} ${signs[is]} ?)`;
  };
  return { text: write(pushNot(condition)), params };
};
