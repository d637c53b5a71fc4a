/** What people of all three departments do with orders, one deed after another, chosen by numbers. */
import type { RowOf } from '../shared/catalogue.ts';
import type { CommandName } from '../shared/commands.ts';
import type { Who } from './agreement/oracle.ts';
import { type Kept, sendKept } from './sales-away.ts';
import { tellingFaults, unsayable } from './sales-comments.ts';
import { houseDeed, houseDeeds } from './sales-deeds-house.ts';
import { orderDeed } from './sales-deeds-orders.ts';
import { type Attempt, type Deed, type Doing, one } from './sales-doing.ts';
import { acceptFaults, type OrderState, priceFaults, updateFaults } from './sales-merge.ts';
import { forbiddenTo, lostFor, narrowings, rightFaults, whoOf } from './sales-rights.ts';
import { type Stage, stages } from './sales-stage.ts';
import { everyRule, type Person, type World } from './world.ts';

/** A shop, its people and what they have done so far. `act` carries out one deed, or meets its refusal. */
export const salesDays = (w: World) => {
  const lay = stages(w);
  const done = new Map<string, number>();
  const count = (name: string, times = 1): unknown => done.set(name, (done.get(name) ?? 0) + times);
  const staff = [
    { id: w.id, name: 'Crossdock', discountAuthority: 1_000_000 },
    { id: 'rep', name: 'Rep', discountAuthority: 100_000 },
    { id: 'clerk', name: 'Clerk', discountAuthority: 0 },
  ] as const;
  const whole: readonly Person[] = [w, ...staff.slice(1).map((who) => w.as(everyRule, who))];
  /** Who has lost rights, and which; who is without a connection, with what they have given meanwhile. */
  const revoked = new Map<number, number>();
  const away = new Map<number, Kept[]>();
  const answered = new Set<string>();
  let kept = 0;
  /** What was found wrong of what single commands did; whoever runs a history reads it after each deed. */
  const faults: string[] = [];
  /** By what they may be held against: whoever is not here may do everything. */
  const bound = new Map<Person, Who>();
  const less = new Map<string, Person>();
  const personAt = (at: number, lost = revoked.get(at)): Person => {
    if (lost === undefined) return whole[at] as Person;
    const found = less.get(`${at} ${lost}`);
    if (found) return found;
    const [who, { rules }] = [staff[at] as (typeof staff)[number], narrowings[lost] as (typeof narrowings)[number]];
    const person = w.as(rules, who);
    bound.set(person, whoOf(who, rules));
    less.set(`${at} ${lost}`, person);
    return person;
  };

  const stage = async (): Promise<Stage> => {
    const st = await lay();
    for (const hearer of st.hearers) bound.set(hearer.person, whoOf(hearer, hearer.rules));
    hearers = st.hearers;
    return st;
  };
  let hearers: Stage['hearers'] = [];

  const stateOf = async (id: unknown): Promise<OrderState> => {
    const of = (field: string) => ({ field, is: 'eq', value: String(id) }) as const;
    const [order] = await w.rows('order', of('id'));
    return { order: order ?? null, lines: await w.rows('order_line', of('orderId')) };
  };
  const everything = whoOf({ id: 'anybody' }, everyRule);
  /** What was said is held against who may be named and what may be quoted, and who was told of it. */
  const saidFaults = async (
    person: Person,
    name: CommandName,
    said: Parameters<typeof unsayable>[2],
    unsaid: string | null,
    answer: string,
  ): Promise<string[]> => {
    const isRefused = answer.includes('was refused');
    if (isRefused !== (unsaid !== null)) return [`${name} of "${said.text}" answers ${answer}, and: ${unsaid}`];
    if (isRefused || name !== 'comment.write') return [];
    return tellingFaults(w, person.id, (JSON.parse(answer) as { id: string }).id, said);
  };
  const saidIn = async (name: CommandName, input: object): Promise<Parameters<typeof unsayable>[2] | null> => {
    if (name === 'comment.write') return input as Parameters<typeof unsayable>[2];
    if (name !== 'comment.update') return null;
    const { id, set } = input as { readonly id: string; readonly set: { readonly text: { readonly to: string } } };
    const [comment] = await w.rows('comment', { field: 'id', is: 'eq', value: id });
    return comment ? { ...(comment as never as Parameters<typeof unsayable>[2]), text: set.text.to } : null;
  };

  /** Carries out what may be carried out: a refusal is an answer too, but must leave no trace. Answers it as text. */
  const run = async (person: Person, name: CommandName, input: object, id?: string): Promise<string> => {
    const row = (input as { readonly id?: string }).id;
    // What is sent again does nothing: that is for `sendKept` to see.
    const isAgain = id !== undefined && answered.has(id);
    if (id !== undefined) answered.add(id);
    const isEdit = !isAgain && (name === 'order.update' || name === 'order.accept');
    const before = isEdit ? await stateOf(row) : null;
    const listed = !isAgain && name === 'price.set' ? await w.rows('order_line') : null;
    const who = bound.get(person);
    const forbidden = who && !isAgain ? await forbiddenTo(w, who, name, input) : null;
    const said = isAgain || forbidden !== null ? null : await saidIn(name, input);
    const unsaid = said && (await unsayable(w, who ?? { ...everything, id: person.id }, said, hearers));
    const written = w.entries.length;
    const answer = await person.do(name, input, id).then(
      (told) => JSON.stringify(told),
      (error: Error) => {
        if (error.message.includes('was refused')) return error.message;
        throw error;
      },
    );
    const isRefused = answer.includes('was refused');
    if (isRefused && w.entries.length !== written) faults.push(`${name} was refused and done`);
    if (isAgain) return answer;
    const met = isRefused ? /changed_meanwhile|line_gone/.exec(answer)?.[0] : name;
    if (met) count(met);
    faults.push(...rightFaults(`${name} by ${person.id}`, forbidden, answer));
    if (forbidden !== null)
      count(id === undefined ? 'refused for want of a right' : 'refused for a right lost meanwhile');
    if (before && name === 'order.update') faults.push(...updateFaults(before, await stateOf(row), input, isRefused));
    if (before && name === 'order.accept' && !isRefused) {
      const offers = await w.rows('quote', { field: 'orderId', is: 'eq', value: String(row) });
      faults.push(...acceptFaults(await stateOf(row), offers, input));
    }
    if (listed) faults.push(...priceFaults(listed, await w.rows('order_line')));
    if (said) faults.push(...(await saidFaults(person, name, said, unsaid, answer)));
    if (name === 'comment.remove' && !isRefused)
      if ((await w.rows('notification', { field: 'partId', is: 'eq', value: String(row) })).length > 0)
        faults.push('a comment is gone, and somebody is told of it');
    return answer;
  };
  /** Whoever is away keeps what they give. */
  const attempt: Attempt = async (person, name, input) => {
    const waiting = away.get(staff.findIndex(({ id }) => id === person.id));
    if (waiting && person.id !== w.id) {
      waiting.push({
        name,
        input: JSON.parse(JSON.stringify(input)) as object,
        id: `kept-${String(++kept).padStart(6, '0')}`,
      });
      count('kept');
      return null;
    }
    const answer = await run(person, name, input);
    return answer.includes('was refused') ? null : JSON.parse(answer);
  };
  /** Sends what was kept, as the outbox does, some of it more than once; each command counts once. */
  const back = async (at: number, how: number): Promise<void> => {
    const waiting = away.get(at);
    away.delete(at);
    if (!waiting || waiting.length === 0) return;
    const send = ({ name, input, id }: Kept): Promise<string> => run(personAt(at), name, input, id);
    faults.push(...(await sendKept(w, waiting, how, send)));
    count('sent later', waiting.length);
  };

  type Order = RowOf<'order'>;
  const fit: { readonly [what: string]: readonly string[] } = {
    submit: ['draft'],
    quote: ['draft', 'quote'],
    accept: ['quote'],
    revise: ['quote'],
    sent: ['quote'],
    update: ['draft', 'submitted', 'confirmed'],
    grow: ['submitted', 'confirmed'],
    header: ['draft', 'submitted', 'confirmed'],
    note: ['draft', 'submitted', 'confirmed'],
    ask: ['submitted', 'confirmed'],
    return: ['submitted'],
    review: ['submitted', 'confirmed'],
    reopen: ['completed'],
    restore: ['cancelled'],
  };
  /** Held by what people lift, and by nothing of its customer's credit or money. */
  const isLiftable = ({ id, status }: Order, holds: readonly RowOf<'hold'>[]): boolean => {
    const open = holds.filter((hold) => hold.orderId === id && hold.status === 'open');
    const theirs = ['credit', 'overdue', 'prepayment'];
    return status === 'submitted' && open.length > 0 && !open.some(({ kind }) => theirs.includes(kind));
  };
  const worthOf = (
    picks: readonly RowOf<'pick'>[],
    holds: readonly RowOf<'hold'>[],
  ): { readonly [what: string]: (order: Order) => boolean } => {
    const has = ({ id }: Order, status: string): boolean =>
      picks.some((pick) => pick.orderId === id && pick.status === status);
    return {
      pick: (order) => order.openHolds === 0 && has(order, 'reserved'),
      deliver: (order) => order.openHolds === 0 && has(order, 'reserved'),
      ship: (order) => order.openHolds === 0 && has(order, 'picked'),
      invoice: (order) => has(order, 'shipped') && order.billing !== 'invoiced',
      short_close: (order) => order.status === 'confirmed' && has(order, 'shipped'),
      squeeze: (order) => isLiftable(order, holds),
      lift: (order) => isLiftable(order, holds),
      say: () => true,
    };
  };

  const act = async (st: Stage, deed: Deed): Promise<unknown> => {
    const { what, which, a, b, c } = deed;
    if (what === 'leave')
      // At most two at once, and the third keeps the house.
      return away.get(1 + (which % 2)) ?? away.set(1 + (which % 2), []);
    if (what === 'back') return back(1 + (which % 2), c);
    if (what === 'revoke') {
      const at = 1 + (which % 2);
      return (
        revoked.delete(at) ||
        (c > 3 && revoked.set(at, b > 4 ? (which + a) % 4 : (which + a * 5 + b) % narrowings.length))
      );
    }
    const here = { field: 'warehouseId', is: 'eq', value: st.shop.warehouseId } as const;
    const orders = await w.rows('order', here);
    const picks = await w.rows('pick', here);
    const worth = worthOf(picks, await w.rows('hold', here))[what];
    // Mostly where there is something to do, at times anywhere: refusals are part of a day.
    const likely = orders.filter(
      (order) => c === 0 || (worth?.(order) ?? fit[what]?.includes(order.status) ?? order.status === 'confirmed'),
    );
    // Notes are what everybody writes at once, on the orders at hand; and those grow, a little at a time. What is held is lifted
    // where it was made to matter.
    const isLast = ['note', 'grow', 'squeeze', 'lift'].includes(what);
    const order = isLast ? likely.at(-1 - (which % 2)) : one(likely, which);
    const doing: Doing = {
      w,
      st,
      deed,
      // Now and then by somebody who has not all the rights that it takes.
      person: c === 9 ? personAt(1 + (a % 2), lostFor(what, which)) : personAt(a % staff.length),
      everybody: whole,
      here,
      orders,
      order,
      id: order?.id ?? 'no-such-order',
      picks,
      attempt,
      count,
    };
    return houseDeeds.has(what) ? houseDeed(doing) : orderDeed(doing);
  };

  /** Everybody has a connection and their rights again. */
  const home = async (): Promise<void> => {
    for (const at of [...away.keys()]) await back(at, at);
    revoked.clear();
  };
  const authorities = new Map(staff.map(({ id, discountAuthority }) => [id, discountAuthority]));
  return { stage, act, done, home, authorities, faults };
};
