import { randomInt, randomUUID } from 'node:crypto';
import { dayOf } from '../../shared/base/day.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { Entry } from '../audit/change-log.ts';
import type { DbRow, Value } from '../store/store.ts';
import type { Company } from '../system/company.ts';
import { demoAccounts } from './accounts.ts';

/** One thing that somebody of the house does now; false when there is nothing of the kind to do. */
export type LiveAct = () => Promise<boolean>;
export type Weighted = { readonly weight: number; readonly act: LiveAct };
/** The acts of some desks, and what they hear of every commit. */
export type Acting = { readonly acts: readonly Weighted[]; take(entries: readonly Entry[]): void };

/** So much of every queue is left for those who look on. */
export const LEFT = 3;

export const one = <T>(list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : list[randomInt(list.length)];
export const ordersIn = (rows: readonly DbRow[]): string[] => [...new Set(rows.map(({ orderId }) => String(orderId)))];
export const beyondLeft = (ids: readonly string[]): string | undefined => (ids.length > LEFT ? one(ids) : undefined);

type Staff = {
  readonly id: string;
  readonly role: string;
  readonly warehouses: readonly string[];
  readonly open: boolean;
};
type Known = {
  readonly staff: readonly Staff[];
  readonly customers: readonly { readonly id: string; readonly sellerId: string; readonly region: string }[];
  readonly places: readonly { readonly productId: string; readonly warehouseId: string; readonly locationId: string }[];
  readonly boxes: ReadonlyMap<string, number>;
};

/** Who is there and what is dealt in: read once, whole tables, but small ones. */
const knownOf = async ({ store }: Company): Promise<Known> =>
  store.read(async (query) => {
    const roles = new Map(
      (await query.all('SELECT "id", "code" FROM "role"')).map((row) => [String(row.id), String(row.code)]),
    );
    const people = await query.all('SELECT "id", "email", "roleIds", "warehouseIds" FROM "person" WHERE "status" = ?', [
      'active',
    ]);
    const accounts = new Set<string>(demoAccounts.map(({ email }) => email));
    const list = (value: Value | undefined): string[] => JSON.parse(String(value ?? '[]')) as string[];
    const units = await query.all('SELECT "productId", "factor" FROM "product_unit"');
    return {
      staff: people.map((row) => ({
        id: String(row.id),
        role: roles.get(list(row.roleIds)[0] ?? '') ?? '',
        warehouses: list(row.warehouseIds),
        open: accounts.has(String(row.email)),
      })),
      customers: (
        await query.all('SELECT "id", "sellerId", "region" FROM "customer" WHERE "status" = ?', ['active'])
      ).map((row) => ({
        id: String(row.id),
        sellerId: String(row.sellerId),
        region: String(row.region ?? ''),
      })),
      places: (await query.all('SELECT "productId", "warehouseId", "locationId" FROM "stock"')).map((row) => ({
        productId: String(row.productId),
        warehouseId: String(row.warehouseId),
        locationId: String(row.locationId),
      })),
      boxes: new Map(units.map((row) => [String(row.productId), Number(row.factor)])),
    };
  });

export type Ground = Known & {
  readonly warehouses: readonly string[];
  /** People behind the accounts that can be entered. */
  readonly accounts: ReadonlySet<string>;
  /** Who of a role acts: the colleagues of the accounts, where there are any. */
  colleagues(role: string, warehouseId?: string): readonly string[];
  ask(sql: string, params?: readonly Value[]): Promise<readonly DbRow[]>;
  /** Runs a command as this person; false when it was refused. */
  run(personId: string | undefined, name: CommandName, input: object): Promise<boolean>;
  today(): string;
  now(): number;
};

/** What every act stands upon. Nobody who was entered as finds something done in their own name. */
export const groundOf = async (company: Company): Promise<Ground> => {
  const known = await knownOf(company);
  const { staff, places } = known;
  return {
    ...known,
    warehouses: [...new Set(places.map(({ warehouseId }) => warehouseId))].sort(),
    accounts: new Set(staff.filter(({ open }) => open).map(({ id }) => id)),
    colleagues: (role, warehouseId) => {
      const all = staff.filter((one) => one.role === role && (!warehouseId || one.warehouses.includes(warehouseId)));
      const own = all.filter(({ open }) => !open);
      return (own.length > 0 ? own : all).map(({ id }) => id);
    },
    ask: (sql, params = []) => company.store.read((query) => query.all(sql, params)),
    run: async (personId, name, input) => {
      if (!personId) return false;
      const order = { name, id: randomUUID(), input };
      const { kept } = await company.writer.command(personId, () => company.people.actor(personId), order);
      return !('refused' in kept);
    },
    today: () => dayOf(company.clock(), company.zone()),
    now: () => company.clock(),
  };
};
