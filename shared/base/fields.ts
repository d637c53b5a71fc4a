/**
 * The declaration of a noun's fields. Types, columns, SQL, projection, REST, forms, grids, filters and audit wording
 * are read from it; nothing about a field is said twice.
 */
import type { Condition, Scalar } from './condition.ts';

export type Kind =
  | 'id' //       text, UUID
  | 'ref' //      id of a row of the noun named by `of`
  | 'text'
  | 'enum'
  | 'flag'
  | 'money' //    integer, minor units of the row's `currency`
  | 'price' //    integer, micro-units (6 decimals) of the row's `currency` per base unit
  | 'quantity' // integer, base units of the product
  | 'integer'
  | 'ppm' //      integer, parts per million (5 % = 50 000)
  | 'day' //      'YYYY-MM-DD'
  | 'instant' //  integer, ms since 1970 UTC
  | 'json'; //    structured, never in a filter or a sort

export type Field = {
  readonly kind: Kind;
  /** The permission group: a role grants groups, never single fields. */
  readonly group: string;
  readonly nullable?: true;
  readonly of?: string;
  /** The text is a code that each language has a name for; of languages several, with a space between. */
  readonly code?: 'country' | 'language';
  readonly values?: readonly string[];
  readonly measure?: 'sum';
  readonly searchable?: true;
  /** Personal data: sealed at rest, digested in the audit chain, equality by blind index only. */
  readonly personal?: true;
  /** Greatest length in characters (text), else greatest absolute value. */
  readonly max?: number;
  /** Made by the product: no command takes it as input. */
  readonly derived?: true;
};
export type Fields = { readonly [name: string]: Field };

type NullOr<F extends Field, T> = F extends { nullable: true } ? T | null : T;
type ValueOf<F extends Field> = F['kind'] extends 'flag'
  ? boolean
  : F['kind'] extends 'json'
    ? unknown
    : F['kind'] extends 'enum'
      ? F extends { values: readonly (infer V)[] }
        ? V
        : string
      : F['kind'] extends 'id' | 'ref' | 'text' | 'day'
        ? string
        : number;
export type Row<F extends Fields> = { id: string } & { -readonly [name in keyof F]: NullOr<F[name], ValueOf<F[name]>> };

export const fieldsOf = <const F extends Fields>(fields: F): F => fields;

/** Who a noun's rows belong to, as conditions on its own fields; a role's row scope names one of these. */
export type Scopes = { readonly own?: Condition; readonly team?: Condition; readonly warehouse?: Condition };

export type Noun<F extends Fields = Fields> = {
  readonly name: string;
  /** Path segment under /api and message key of the list. */
  readonly plural: string;
  readonly table: string;
  readonly fields: F;
  readonly scopes: Scopes;
  /** The field that names a row to people. */
  readonly title: keyof F & string;
  readonly sort: readonly { readonly field: (keyof F & string) | 'id'; readonly down?: true }[];
  /** Whose timeline the row's changes stand in: `{ noun: 'order', field: 'orderId' }`; absent: its own. */
  readonly about?: { readonly noun: string; readonly field: keyof F & string };
  /** Rows are found by words of noun `of` too, through their children: an order by the products (`ref`) of its lines (`parent`). */
  readonly foundBy?: { readonly child: string; readonly parent: string; readonly ref: string; readonly of: string };
  /** Fields that move with other rows than this one: a command that moves nothing else of it is not told of in the timeline. */
  readonly passing?: readonly (keyof F & string)[];
  readonly indexes?: readonly (readonly (keyof F & string)[])[];
  readonly unique?: readonly (readonly (keyof F & string)[])[];
  /** Its rows are about others', whatever their noun, and show only to who sees those: shared/together/host.ts. */
  readonly host?: true;
  /** Its rows hold questions about rows of the noun in cell `on`, and show only to who may ask them (shared/access/rule.ts). */
  readonly asks?: true;
  /** Kept out of the change log and of everything live: sessions, read marks, drafts. */
  readonly unlogged?: true;
};

export const nounOf = <const F extends Fields>(noun: Noun<F>): Noun<F> => noun;

const scopeOf = (field: string, is: 'eq' | 'in', actor: 'id' | 'teamId' | 'warehouses'): Condition => ({
  field,
  is,
  value: { actor },
});
export const bySeller: Scopes = { own: scopeOf('sellerId', 'eq', 'id'), team: scopeOf('teamId', 'eq', 'teamId') };
export const byWarehouse: Scopes = { warehouse: scopeOf('warehouseId', 'in', 'warehouses') };

/** The value that a missing cell has: null where allowed, else the kind's zero. */
export const emptyValue = (field: Field): Scalar | unknown => {
  if (field.nullable) return null;
  switch (field.kind) {
    case 'flag':
      return false;
    case 'json':
      return null;
    case 'enum':
      return field.values?.[0] ?? '';
    case 'id':
    case 'ref':
    case 'text':
    case 'day':
      return '';
    default:
      return 0;
  }
};
