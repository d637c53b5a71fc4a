/**
 * Whether orders go on by somebody's authority alone: what is given away, prices below the minimum, how far an order grows and
 * its customer's credit, reckoned anew from the log, act by act. No code of the product: its rules are what is held against it.
 */
import type { RowOf } from '../shared/catalogue.ts';
import { atHome, dayIn, minor, prepaymentOf, rounded } from './sales-money.ts';
import type { World } from './world.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
type Hold = RowOf<'hold'>;
type Rows = Map<string, { readonly [field: string]: unknown }>;
type Entry = World['entries'][number];
type State = { readonly order: Order; readonly lines: readonly Line[]; readonly holds: readonly Hold[] };

const WHOLE = 1_000_000n;
const open = (status: string): boolean => status === 'submitted' || status === 'confirmed';
const counted = (status: string): boolean => open(status) || status === 'completed';
const total = <R>(rows: readonly R[], of: (row: R) => number): number => {
  let all = 0;
  for (const row of rows) all += of(row);
  return all;
};

/** What decides over an order's amounts, as text: two that differ in it are another bargain. */
const bargain = ({ order, lines }: State): string =>
  JSON.stringify([
    order.discount,
    order.orderedOn,
    lines
      .map(({ id, quantity, unitPrice, discount, free }) => [id, quantity, unitPrice, discount, free])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  ]);

/** Given away beyond an authority, as price × quantity × ppm²: by line, free of charge, and how that stands to the whole. */
type Given = {
  readonly lines: Map<string, bigint>;
  readonly free: bigint;
  readonly all: bigint;
  readonly tooFree: bigint;
};
const sumOf = ({ lines, tooFree }: Given): bigint => [...lines.values()].reduce((all, one) => all + one, tooFree);

/**
 * @param authorities what each person may give alone, ppm, by id
 */
export const salesAuthority = async (w: World, authorities: ReadonlyMap<string, number>) => {
  const tables = new Map<string, Rows>();
  const rows = <R>(noun: string): R[] => [...(tables.get(noun)?.values() ?? [])] as R[];
  const settings = new Map((await w.rows('setting')).map(({ key, value }) => [key, value]));
  let read = w.entries.length;
  /** The amount last agreed to, by order. */
  const agreed = new Map<string, number>();
  /** What stood beyond a customer's limit, or was late, when a hold for it was lifted: by hold. */
  const lookedAt = new Map<string, number>();

  const stateOf = (id: string): State | null => {
    const order = tables.get('order')?.get(id) as Order | undefined;
    if (!order) return null;
    const lines = rows<Line>('order_line').filter((line) => line.orderId === id);
    return { order, lines, holds: rows<Hold>('hold').filter((hold) => hold.orderId === id) };
  };

  const listed = ({ customerId, currency, orderedOn }: Order, line: Line): RowOf<'price'> | undefined => {
    const list = (tables.get('customer')?.get(customerId) as RowOf<'customer'> | undefined)?.priceListId;
    return rows<RowOf<'price'>>('price')
      .filter((one) => one.priceListId === list && one.currency === currency && one.productId === line.productId)
      .filter((one) => one.minQuantity <= line.quantity && one.validFrom <= orderedOn)
      .filter((one) => one.validTo === null || one.validTo >= orderedOn)
      .sort((a, b) => b.minQuantity - a.minQuantity || (a.validFrom < b.validFrom ? 1 : -1))[0];
  };
  const priced = (order: Order, line: Line) => {
    const list = listed(order, line);
    const usual = BigInt(Math.max(list?.unitPrice ?? 0, line.unitPrice));
    const asked = BigInt(line.unitPrice) * (WHOLE - BigInt(line.discount)) * (WHOLE - BigInt(order.discount));
    return { usual, asked, least: BigInt(list?.minPrice ?? 0) * WHOLE * WHOLE };
  };
  const given = ({ order, lines }: State, authority: number): Given => {
    const found = new Map<string, bigint>();
    let [free, all] = [0n, 0n];
    for (const line of lines) {
      const { usual, asked, least } = priced(order, line);
      const worth = usual * BigInt(line.quantity) * WHOLE * WHOLE;
      all += worth;
      if (line.free) free += worth;
      const own = usual * (WHOLE - BigInt(authority)) * WHOLE;
      const floor = own > least ? own : least;
      if (!line.free && asked < floor) found.set(line.id, (floor - asked) * BigInt(line.quantity));
    }
    const tooFree = free - (all * BigInt(authority)) / WHOLE;
    // Whoever may give everything is never beyond it, nor bound by a minimum.
    return authority >= 1_000_000
      ? { lines: new Map(), free, all, tooFree: 0n }
      : { lines: found, free, all, tooFree: tooFree > 0n ? tooFree : 0n };
  };
  /** In the order's minor units, half away from zero; something that is given is at least one. */
  const figure = (passed: bigint, { currency }: Order): number =>
    passed === 0n ? 0 : Math.max(1, Number(rounded(passed * minor(currency), WHOLE * WHOLE * WHOLE)));

  /** What passes the customer's limit and what is late on a day, of what is in their currency. */
  const creditOf = (customerId: string, day: string) => {
    const customer = tables.get('customer')?.get(customerId) as RowOf<'customer'> | undefined;
    const of = <R extends { readonly customerId: string; readonly currency: string }>(noun: string): R[] =>
      rows<R>(noun).filter((row) => row.customerId === customerId && row.currency === customer?.currency);
    const items = of<RowOf<'receivable'>>('receivable').filter(({ status }) => status === 'open');
    const orders = of<Order>('order').filter(({ status, billing }) => counted(status) && billing !== 'invoiced');
    const receipts = of<RowOf<'receipt'>>('receipt').filter(({ status }) => status === 'open');
    const prepaid = of<RowOf<'allocation'>>('allocation').filter(({ receivableId }) => receivableId === null);
    const exposure =
      total(items, (one) => one.open) +
      total(orders, (one) => one.total - one.invoicedTotal) -
      total(receipts, (one) => one.unallocated) -
      total(prepaid, (one) => one.allocated);
    const creditLimit = customer?.creditLimit ?? null;
    return {
      credit: creditLimit === null ? 0 : Math.max(0, exposure - creditLimit),
      overdue: total(
        items.filter(({ dueOn }) => dueOn < day),
        (one) => one.open,
      ),
    };
  };

  const amountLimit = (): number | null => (settings.get('change.amount') as number | null | undefined) ?? null;

  /** An edit by its editor's own right: nothing more is given, below a minimum or above what was agreed to, than is theirs. */
  const ownEdit = (before: State, after: State, authority: number): string[] => {
    const [was, is] = [given(before, authority), given(after, authority)];
    const more =
      [...is.lines].some(([id, beyond]) => beyond > (was.lines.get(id) ?? 0n)) ||
      is.tooFree > was.tooFree ||
      (is.tooFree > 0n && is.free * was.all > was.free * is.all);
    const covered = before.holds
      .filter(({ kind, status }) => kind === 'discount' && status !== 'void')
      .reduce((most, { excess }) => Math.max(most, excess ?? 0), 0);
    const faults: string[] = [];
    if (more && figure(sumOf(is), after.order) > covered) faults.push('gives more away than the editor may');
    if (authority >= 1_000_000) return faults;
    const short = ({ order, lines }: State, id: string): bigint => {
      const line = lines.find((one) => one.id === id);
      if (!line || line.free) return 0n;
      const { asked, least } = priced(order, line);
      return asked < least ? least - asked : 0n;
    };
    if (after.lines.some(({ id }) => short(after, id) > short(before, id))) faults.push('falls below a minimum');
    const [limit, base] = [amountLimit(), agreed.get(after.order.id) ?? before.order.total];
    const isLarger = after.order.total > before.order.total;
    if (limit !== null && isLarger && atHome(Math.max(0, after.order.total - base), after.order) > limit)
      faults.push(`grows to ${after.order.total} from ${base} agreed to`);
    return faults;
  };

  const judge = (entry: Entry, before: State | null, after: State): string[] => {
    const faults: string[] = [];
    const authority = authorities.get(entry.actorId) ?? 0;
    const { command } = entry;
    const { order, holds } = after;
    const was = before?.order.status ?? 'none';
    const isNew = open(order.status) && (was === 'none' || was === 'draft');
    const isBack = open(order.status) && (was === 'cancelled' || command === 'order.reopen');
    const isOther = before !== null && bargain(before) !== bargain(after);
    const isGranted = command === 'change_request.decide';
    const stands = (kind: Hold['kind']): Hold | undefined =>
      holds.find((hold) => hold.kind === kind && hold.status === 'open');
    const lifted = (kind: Hold['kind']): number =>
      holds
        .filter((hold) => hold.kind === kind && hold.status === 'released')
        .reduce((most, { excess }) => Math.max(most, excess ?? 0), -1);

    if (isNew) {
      const excess = figure(sumOf(given(after, authority)), order);
      const hold = stands('discount');
      if ((hold?.excess ?? 0) !== excess)
        faults.push(`submitted with ${excess} beyond authority, held for ${hold?.excess}`);
      if (hold && hold.openedById !== entry.actorId) faults.push('a discount is held in another name than who gave it');
    }
    if (
      isBack &&
      figure(sumOf(given(after, authority)), order) > Math.max(0, lifted('discount')) &&
      !stands('discount')
    )
      faults.push('came back with a discount that nobody agreed to');
    if (isOther && before && open(was) && open(order.status)) {
      if (command === 'order.update') faults.push(...ownEdit(before, after, authority));
      else if (!isGranted) faults.push('its prices or quantities moved by a command that does not edit them');
    }
    if (isGranted) {
      const requests = rows<RowOf<'change_request'>>('change_request').filter(({ orderId }) => orderId === order.id);
      const decided = requests.find(({ closedAt, deciderId }) => deciderId === entry.actorId && closedAt === entry.at);
      if (isOther && (!decided || decided.requesterId === entry.actorId)) faults.push('granted by who asked');
    }
    // A hold for a discount ends by another's word, or by an edit of somebody who could have given all of it.
    for (const hold of before?.holds ?? []) {
      const now = holds.find(({ id }) => id === hold.id);
      if (hold.kind !== 'discount' || hold.status !== 'open' || now?.status === 'open' || !open(order.status)) continue;
      if (now?.status === 'released' && (command !== 'hold.release' || hold.openedById === entry.actorId))
        faults.push('a discount was agreed to by who gave it');
      const isTheirs = (command === 'order.update' || isGranted) && sumOf(given(after, authority)) === 0n;
      if (now?.status === 'void' && command !== 'order.short_close' && !isTheirs)
        faults.push('a hold for a discount went by itself');
    }

    // What was agreed to, as the words say it.
    const isReview = command === 'order.review' && counted(order.status);
    const isTerms = before !== null && before.order.settlement !== order.settlement;
    const isFull = command === 'order.update' && authority >= 1_000_000;
    if (order.status === 'draft') agreed.delete(order.id);
    else if (isNew || isReview || (open(was) && (isOther || isTerms) && (isGranted || isFull)))
      agreed.set(order.id, order.total);
    else if (before && (command === 'order.short_close' || command === 'order.reopen'))
      agreed.set(order.id, (agreed.get(order.id) ?? 0) + order.total - before.order.total);
    if (order.agreedTotal !== (agreed.get(order.id) ?? null))
      faults.push(`agreed to is ${order.agreedTotal}, not ${agreed.get(order.id) ?? null}`);

    // What is accepted of a customer's credit is what stood at that moment, by this reckoning and not by the hold's.
    const credit = creditOf(order.customerId, dayIn(entry.at));
    for (const hold of holds) {
      if (hold.kind !== 'credit' && hold.kind !== 'overdue') continue;
      if (hold.status !== 'released' || lookedAt.has(hold.id)) continue;
      lookedAt.set(hold.id, credit[hold.kind]);
      if (hold.excess !== credit[hold.kind])
        faults.push(`${hold.excess} was accepted (${hold.kind}), and ${credit[hold.kind]} stood`);
    }
    // An order goes on, or further than before, within the limit or as far as somebody looked at it.
    const isConfirmed = order.status === 'confirmed' && (was !== 'confirmed' || isBack);
    // What was delivered and paid is open again by itself once the money goes: nothing is promised by that.
    const isUnpaid = was === 'completed' && command !== 'order.reopen';
    const isMore = order.total - order.invoicedTotal > (before?.order.total ?? 0) - (before?.order.invoicedTotal ?? 0);
    const isHeld = holds.some(({ status }) => status === 'open');
    if (order.status === 'confirmed' && (isConfirmed || isMore) && !isUnpaid && !isHeld)
      for (const kind of ['credit', 'overdue'] as const) {
        const accepted = holds
          .filter((hold) => hold.kind === kind && hold.status === 'released')
          .reduce((most, { id }) => Math.max(most, lookedAt.get(id) ?? 0), -1);
        if (credit[kind] > 0 && accepted < credit[kind])
          faults.push(`goes on with ${credit[kind]} beyond (${kind}), of which ${accepted} was looked at`);
      }
    // From what is offered, entered or submitted it is promised: with nothing that holds it, and with what has to be in.
    if (isConfirmed && (was === 'none' || was === 'draft' || was === 'submitted')) {
      if (isHeld) faults.push('is confirmed and held');
      const missing = prepaymentOf(order) - order.paidTotal;
      if (missing > 0) faults.push(`is confirmed, and ${missing} of its prepayment is missing`);
      const most = settings.get('review.amount') as number | null | undefined;
      if (!order.reviewed && typeof most === 'number' && atHome(order.total, order) > most)
        faults.push(`is confirmed with ${order.total} that Finance has not looked at`);
    }
    return faults.map((fault) => `${order.number} after ${command} by ${entry.actorId}: ${fault}`);
  };

  /** Days turn for the rows of histories before this one too: those were there before its reckoning began. */
  const isOurs = ({ noun, rowId, before }: Entry): boolean =>
    noun === 'setting' || !before || tables.get(noun)?.has(rowId) === true;

  /** Of one command: all of its entries. */
  const act = (all: readonly Entry[]): string[] => {
    const entries = all.filter(isOurs);
    const [first] = entries;
    if (!first) return [];
    const ids = new Set(
      entries.flatMap(({ noun, rowId, before, after }) =>
        noun === 'order'
          ? [rowId]
          : noun === 'order_line' || noun === 'hold'
            ? [String((after ?? before)?.orderId)]
            : [],
      ),
    );
    const before = new Map([...ids].map((id) => [id, stateOf(id)]));
    for (const { noun, rowId, after } of entries) {
      if (noun === 'setting' && after) settings.set(String(after.key), after.value);
      const table = tables.get(noun) ?? new Map();
      tables.set(noun, table);
      if (after) table.set(rowId, after);
      else table.delete(rowId);
    }
    return [...ids].flatMap((id) => {
      const after = stateOf(id);
      return after ? judge(first, before.get(id) ?? null, after) : [];
    });
  };

  return {
    /** What was wrong of the acts since it was asked last. */
    faults: (): string[] => {
      const found: string[] = [];
      let group: Entry[] = [];
      for (; read < w.entries.length; read++) {
        const entry = w.entries[read] as Entry;
        if (group[0] && group[0].commandId !== entry.commandId) {
          found.push(...act(group));
          group = [];
        }
        group.push(entry);
      }
      found.push(...act(group));
      for (const customer of rows<RowOf<'customer'>>('customer')) {
        const credit = creditOf(customer.id, dayIn(w.now()));
        for (const hold of rows<Hold>('hold'))
          if (
            hold.customerId === customer.id &&
            hold.status === 'open' &&
            (hold.kind === 'credit' || hold.kind === 'overdue')
          )
            if (hold.excess !== credit[hold.kind])
              found.push(`a hold of ${hold.orderNumber} (${hold.kind}) says ${hold.excess}, not ${credit[hold.kind]}`);
      }
      return found;
    },
  };
};
