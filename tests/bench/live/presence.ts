/** The product's server with people who read the list of orders, and others who go from one order to the next. */
import type { Running } from '../../../server/system/server.ts';
import { fail, serving } from '../serving.ts';
import { nthOrder, smallCompany } from '../small-company.ts';
import { answering, pause } from './child.ts';

const SELLERS = 40;
const ROLES = ['sales_manager', 'finance_clerk', 'finance_manager', 'warehouse_manager', 'executive'] as const;
export type PresenceServed = {
  readonly port: number;
  readonly readers: readonly string[];
  readonly walkers: readonly string[];
  /** Orders, more than there are who walk. */
  readonly orders: readonly string[];
};
let running: Running;

/** Of the readers every fifth is a seller with orders of their own; whoever walks is a manager. */
const serve = async (count: { readonly readers: number; readonly walkers: number }): Promise<PresenceServed> => {
  const small = await smallCompany(SELLERS);
  const { company } = small;
  const people = async (many: number, roleOf: (n: number) => string): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < many; n++) ids.push(await small.person(roleOf(n), many * 1_000 + n));
    return ids;
  };
  const others = await people(count.readers - SELLERS, (n) => ROLES[n % ROLES.length] as string);
  const walkers = await people(count.walkers, () => 'sales_manager');
  const orders: string[] = [];
  for (let n = 0; n < count.walkers + 50; n++) {
    const { seller, input } = nthOrder(small, n);
    const order = { name: 'order.create', id: `order-${n}`, input };
    const { kept } = await company.writer.command(seller, () => company.people.actor(seller), order);
    if ('refused' in kept) fail(new Error(JSON.stringify(kept)));
    else orders.push(String(kept.answer.id));
  }
  const { folder } = small;
  await company.close();
  running = await serving(folder, null);
  const enter = async (ids: readonly string[]): Promise<string[]> => {
    const cookies: string[] = [];
    for (const id of ids) cookies.push((await running.company.sessions.start(id, 'bench', Date.now())).cookie);
    return cookies;
  };
  return {
    port: Number(new URL(running.address).port),
    readers: await enter([...small.sellers, ...others]),
    walkers: await enter(walkers),
    orders,
  };
};

/** Processor time of the process over so many ms. */
const spent = async ({ ms }: { readonly ms: number }): Promise<number> => {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  await pause(ms);
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 1_000;
};

answering({ serve, spent });
