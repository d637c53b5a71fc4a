/** What a command would do to an order, its stock, its customer's credit and its documents: read off the rows as they would become. */
import type { Seen } from '../../access/project.ts';
import type { NounName } from '../../catalogue.ts';

/** A row as the reader sees it now and would see it afterwards; null where it is not there for them. */
export type Foreseen = { readonly noun: NounName; readonly before: Seen | null; readonly after: Seen | null };
export type Step<T> = { readonly from: T; readonly to: T };

/** Absent: it does not move, or is not the reader's to see. Amounts in minor units of `currency`, quantities in base units. */
export type Effect = {
  readonly status?: Step<string>;
  readonly currency?: string;
  readonly total?: Step<number>;
  readonly exposure?: Step<number> & { readonly limit: number | null; readonly currency: string | null };
  readonly creditStatus?: Step<string>;
  /** By how much more (or less) of the order's goods is reserved, and waits for stock. */
  readonly reserved?: number;
  readonly short?: number;
  /** Reserved for other orders by what comes free, as far as the reader sees them. */
  readonly passedOn?: number;
  /** Picked already, to be put back. */
  readonly putBack?: number;
  /** To be put back till now, and wanted again. */
  readonly takenUp?: number;
  readonly unpacked?: number;
  readonly held?: readonly string[];
  readonly released?: readonly string[];
  /** Prepaid money that is the customer's credit again. */
  readonly freed?: number;
  /** Other change requests that it voids. */
  readonly voided?: number;
};

const number = (row: Seen | null, field: string): number => {
  const value = row?.[field];
  return typeof value === 'number' ? value : 0;
};
const moved = <T>(before: Seen | null, after: Seen | null, field: string): Step<T> | undefined => {
  const [from, to] = [before?.[field], after?.[field]];
  return from === undefined || to === undefined || from === to ? undefined : { from: from as T, to: to as T };
};
/** What of a line stock does not cover; 0 where the order is not at that point. */
const lacking = (row: Seen | null): number =>
  row?.fulfilment === 'backordered'
    ? Math.max(0, number(row, 'quantity') - number(row, 'closed') - number(row, 'shipped') - number(row, 'reserved'))
    : 0;
const sum = (rows: readonly Foreseen[], of: (row: Foreseen) => number): number | undefined => {
  const all = rows.reduce((so, row) => so + of(row), 0);
  return all === 0 ? undefined : all;
};

/** The effect on one order, of rows that are the reader's projections: what they may not see is not in it. */
export const effectOf = (rows: readonly Foreseen[], orderId: string): Effect => {
  const of = (noun: NounName): readonly Foreseen[] => rows.filter((row) => row.noun === noun);
  const own = ({ before, after }: Foreseen): boolean => (after ?? before)?.orderId === orderId;
  const order = of('order').find(({ before, after }) => (after ?? before)?.id === orderId);
  const [customer] = of('customer');
  const lines = of('order_line');
  const holds = of('hold').filter(own);
  const kinds = (open: boolean): readonly string[] | undefined => {
    const found = holds.flatMap(({ before, after }) => {
      const [was, is] = [before?.status === 'open', after?.status === 'open'];
      return was !== is && is === open ? [String((after ?? before)?.kind ?? '')] : [];
    });
    return found.length === 0 ? undefined : found;
  };
  const exposure = moved<number>(customer?.before ?? null, customer?.after ?? null, 'exposure');
  const limit = customer?.after?.creditLimit;
  const delta = (field: string) => (row: Foreseen) => number(row.after, field) - number(row.before, field);
  const found: { [name in keyof Effect]: Effect[name] | undefined } = {
    status: moved<string>(order?.before ?? null, order?.after ?? null, 'status'),
    currency: order?.after?.currency as string | undefined,
    total: moved<number>(order?.before ?? null, order?.after ?? null, 'total'),
    exposure: exposure && {
      ...exposure,
      limit: typeof limit === 'number' ? limit : null,
      currency: (customer?.after?.currency as string | undefined) ?? null,
    },
    creditStatus: moved<string>(customer?.before ?? null, customer?.after ?? null, 'creditStatus'),
    reserved: sum(lines.filter(own), delta('reserved')),
    short: sum(lines.filter(own), ({ before, after }) => lacking(after) - lacking(before)),
    passedOn: sum(
      lines.filter((row) => !own(row)),
      delta('reserved'),
    ),
    putBack: sum(of('pick').filter(own), ({ before, after }) =>
      after?.status === 'put_back' && before?.status !== 'put_back' ? number(after, 'quantity') : 0,
    ),
    takenUp: sum(of('pick').filter(own), ({ before, after }) =>
      before?.status === 'put_back' && after?.status === 'picked' ? number(after, 'quantity') : 0,
    ),
    unpacked: sum(of('package').filter(own), ({ before, after }) =>
      after?.status === 'unpacked' && before?.status !== 'unpacked' ? 1 : 0,
    ),
    held: kinds(true),
    released: kinds(false),
    freed: sum(of('allocation').filter(own), ({ before, after }) =>
      Math.max(0, number(before, 'allocated') - number(after, 'allocated')),
    ),
    voided: sum(of('change_request').filter(own), ({ before, after }) =>
      before?.status === 'requested' && after?.status === 'void' ? 1 : 0,
    ),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Effect;
};
