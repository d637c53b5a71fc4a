import { startingRows } from '../system/starting.ts';
import { SYSTEM } from '../write/handlers.ts';
import { DEMO_PASSWORD, demoAccounts } from './accounts.ts';
import type { Stage } from './stage.ts';

/** Colleagues of the accounts that can be entered: they work, and nobody signs in as them. */
const colleagues = [
  ['Hsu Wei-Lun 許維倫', 'sales_rep', 'north', [], 50_000],
  ['Yang Chia-Yi 楊佳怡', 'sales_rep', 'north', [], 50_000],
  ['Cheng Po-Han 鄭博翰', 'sales_rep', 'north', [], 80_000],
  ['Kao Yi-Hsuan 高宜萱', 'sales_rep', 'north', [], 50_000],
  ['Chiu Hung-Yi 邱宏益', 'sales_manager', 'south', [], 200_000],
  ['Su Pei-Chen 蘇佩真', 'sales_rep', 'south', [], 50_000],
  ['Chou Ting-Yu 周庭宇', 'sales_rep', 'south', [], 80_000],
  ['Yeh Hsiao-Wen 葉曉雯', 'sales_rep', 'south', [], 50_000],
  ['Lai Chun-Lin 賴俊霖', 'sales_rep', 'south', [], 50_000],
  ['Fang Yu-Chieh 方鈺潔', 'sales_rep', 'south', [], 50_000],
  ['Peng Shih-Chieh 彭士杰', 'warehouse_operator', null, ['KHH'], 0],
  ['Tseng Mei-Hui 曾美惠', 'warehouse_operator', null, ['KHH'], 0],
  ['Lo Cheng-Han 羅承翰', 'warehouse_operator', null, ['TPE'], 0],
  ['Hsieh Ching-Ju 謝靜茹', 'finance_clerk', null, [], 0],
] as const;

export type Seller = { readonly id: string; readonly region: 'north' | 'south'; readonly name: string };
export type Cast = {
  /** Who sells, the account that can be entered first. */
  readonly sellers: readonly Seller[];
  readonly executive: string;
  readonly salesManager: string;
  readonly clerks: readonly string[];
  readonly financeManager: string;
  readonly warehouseManager: string;
  readonly operators: { readonly [warehouse: string]: readonly string[] };
  readonly administrator: string;
  /** Role ids by code. */
  readonly roles: ReadonlyMap<string, string>;
  /** People behind the accounts, for their passwords. */
  readonly accounts: readonly string[];
};

/** Roles, teams, warehouses' people: entered before the first working day. `warehouses`: ids by code. */
export const enterPeople = async (stage: Stage, at: number, warehouses: ReadonlyMap<string, string>): Promise<Cast> => {
  const { must } = stage;
  const roles = await startingRows((name, input) => must(SYSTEM, at, name, input));
  const teams = new Map<string, string>();
  for (const [code, name] of [
    ['north', 'North 北區'],
    ['south', 'South 南區'],
  ] as const)
    teams.set(code, await must(SYSTEM, at, 'team.create', { name }));
  const people = [
    ...demoAccounts,
    ...colleagues.map(([name, role, team, places, authority], n) => ({
      email: `${name.split(' ')[1]?.toLowerCase()}.${n + 1}@demo.example`,
      name,
      role,
      team,
      warehouses: places,
      language: 'zh-TW',
      authority,
    })),
  ];
  const ids: string[] = [];
  for (const { email, name, role, team, warehouses: places, language, authority } of people) {
    const id = await must(SYSTEM, at, 'person.invite', {
      name,
      email,
      roleIds: [roles.get(role)],
      warehouseIds: places.map((code) => warehouses.get(code)),
      teamId: team === null ? null : teams.get(team),
      language,
      discountAuthority: authority,
    });
    await must(SYSTEM, at, 'person.activate', { id });
    ids.push(id);
  }
  const having = (role: string): number[] => people.flatMap((one, n) => (one.role === role ? [n] : []));
  const idOf = (n: number | undefined): string => ids[n ?? -1] ?? '';
  const operatorsAt = (code: string): string[] =>
    having('warehouse_operator')
      .filter((n) => ((people[n]?.warehouses ?? []) as readonly string[]).includes(code))
      .map(idOf);
  return {
    sellers: having('sales_rep').map((n) => ({
      id: idOf(n),
      region: people[n]?.team ?? 'north',
      name: people[n]?.name ?? '',
    })),
    executive: idOf(having('executive')[0]),
    salesManager: idOf(having('sales_manager')[0]),
    clerks: having('finance_clerk').map(idOf),
    financeManager: idOf(having('finance_manager')[0]),
    warehouseManager: idOf(having('warehouse_manager')[0]),
    operators: { TPE: operatorsAt('TPE'), KHH: operatorsAt('KHH') },
    administrator: idOf(having('administrator')[0]),
    roles,
    accounts: ids.slice(0, demoAccounts.length),
  };
};

/** Last of all, so that nobody signs in before everything is there. */
export const openAccounts = async (stage: Stage, cast: Cast): Promise<void> => {
  await Promise.all(cast.accounts.map((id) => stage.company.passwords.set(id, DEMO_PASSWORD)));
};
