import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { clockwork } from '../../server/demo/clock.ts';
import type { Outlet } from '../../server/mail/post.ts';
import { conditionSql } from '../../server/read/condition-sql.ts';
import { decode, selectSql } from '../../server/store/tables.ts';
import type { Company } from '../../server/system/company.ts';
import { furnishWith } from '../../server/system/furnish.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { startingRows } from '../../server/system/starting.ts';
import type { Condition } from '../../shared/base/condition.ts';
import type { NounName, RowOf } from '../../shared/catalogue.ts';
import { type Person, Theatre } from './browser.ts';

export const PASSWORD = 'a long enough password';

/** Who works in the small company: one person a role, and a second seller. */
export const PEOPLE = {
  seller: { name: 'Mei Lin', role: 'sales_rep', authority: 50_000 },
  other: { name: 'Otto Ho', role: 'sales_rep', authority: 50_000 },
  salesManager: { name: 'Kuo Chen', role: 'sales_manager', authority: 200_000 },
  clerk: { name: 'Ya Wang', role: 'finance_clerk', authority: 0 },
  financeManager: { name: 'Pin Huang', role: 'finance_manager', authority: 0 },
  operator: { name: 'Ming Tsai', role: 'warehouse_operator', authority: 0 },
  warehouseManager: { name: 'Hao Wu', role: 'warehouse_manager', authority: 0 },
  executive: { name: 'Fen Chang', role: 'executive', authority: 0 },
  administrator: { name: 'Hung Liu', role: 'administrator', authority: 0 },
} as const;
export type Who = keyof typeof PEOPLE;
export const emailOf = (who: Who): string => `${who.toLowerCase()}@firm.example`;

/** Amounts of a new order above this wait for Finance, dollars. */
export const REVIEWED = 100_000;
/** Dollars of one piece, in the price's 6 decimals. */
const dollars = (amount: number): number => Math.round(amount * 1_000_000);

export const GASKET = { sku: 'GASKET-8', name: 'Gasket ring 8 mm', barcode: '4710000000116', price: 1_237 };
export const VALVE = { sku: 'VALVE-20', name: 'Ball valve 20 mm', barcode: '4710000000215', price: 3_419 };
/** Comes in boxes of twelve, which have a code of their own. */
export const ELBOW = {
  sku: 'ELBOW-15',
  name: 'Elbow 15 mm',
  barcode: '4710000000314',
  box: '14710000000311',
  price: 58,
};

/** A company of a few rows, made by commands: one warehouse, three products, one person a role. */
export class Firm {
  readonly theatre: Theatre;
  readonly running: Running;
  readonly data: string;
  /** What the server reported. */
  readonly faults: unknown[];
  readonly people = new Map<Who, string>();
  readonly ids = new Map<string, string>();

  private constructor(theatre: Theatre, running: Running, data: string, faults: unknown[]) {
    this.theatre = theatre;
    this.running = running;
    this.data = data;
    this.faults = faults;
  }
  get company(): Company {
    return this.running.company;
  }
  get address(): string {
    return this.running.address;
  }

  /** `outlet`: the mail server; null where none is set up. */
  static async open(outlet: Outlet | null = null): Promise<Firm> {
    const firm = await Firm.#start(null, outlet);
    await settle(firm.company, firm.people, firm.ids);
    return firm;
  }
  /** The demonstration company instead, much smaller than at a first start; nobody works in it by themselves. */
  static async demo(scale: number): Promise<Firm> {
    const firm = await Firm.#start(scale);
    while (!(await fetch(`${firm.address}/readyz`)).ok) {
      if (firm.faults.length > 0) throw new Error('the demonstration was not made', { cause: firm.faults[0] });
      await new Promise((done) => setTimeout(done, 100));
    }
    await firm.company.system('setting.set', { key: 'demo.live_day', value: { on: false, pace: 600 } });
    return firm;
  }
  static async #start(scale: number | null, outlet: Outlet | null = null): Promise<Firm> {
    const theatre = await Theatre.open();
    const data = await mkdtemp(join(tmpdir(), 'crossdock-story-'));
    const faults: unknown[] = [];
    const clock = clockwork();
    const running = await startServer({
      configuration: {
        data,
        databaseUrl: null,
        port: 0,
        host: '127.0.0.1',
        origin: null,
        tls: null,
        proxies: [],
        demoAnywhere: false,
        mail: outlet,
      },
      clock: clock.now,
      bytes: clock.bytes,
      report: (error) => faults.push(error),
      page: () => theatre.dir,
      pageProgress: () => 1,
      ...(scale === null ? {} : { furnish: furnishWith(clock, scale) }),
    });
    return new Firm(theatre, running, data, faults);
  }

  id(name: string): string {
    const found = this.ids.get(name);
    if (found === undefined) throw new Error(`the company has no ${name}`);
    return found;
  }
  /** A command in somebody's name without a page; throws its refusal. */
  async does(who: Who, name: string, input: object): Promise<{ readonly [name: string]: unknown }> {
    return give(this.company, this.people.get(who) ?? '', name, input);
  }

  /** Rows as they are stored, whoever may see them. */
  async rows<N extends NounName>(noun: N, where: Condition): Promise<RowOf<N>[]> {
    const { text, params } = conditionSql(where);
    const found = await this.company.store.read((query) => query.all(`${selectSql(noun)} WHERE ${text}`, params));
    return found.map((one) => decode(noun, one, this.company.seal) as unknown as RowOf<N>);
  }
  /** A person who has signed in, with a page open on their own desk or on `path`. */
  async enter(who: Who, path = '/', options: BrowserContextOptions = {}): Promise<Person> {
    return this.enterAs(PEOPLE[who].name, emailOf(who), PASSWORD, path, options);
  }
  /** `path` null: the tab stays empty. */
  async enterAs(
    name: string,
    email: string,
    password: string,
    path: string | null = '/',
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const person = await this.theatre.person(name, options);
    const answer = await person.context.request.post(`${this.address}/api/session`, { data: { email, password } });
    if (answer.status() !== 204) throw new Error(`${name} was not let in: ${answer.status()} ${await answer.text()}`);
    if (path !== null) await person.page.goto(`${this.address}${path}`);
    return person;
  }
  async close(): Promise<void> {
    await this.theatre.close();
    await this.running.close();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** A command in a person's name; throws its refusal. */
export const give = async (
  company: Company,
  personId: string,
  name: string,
  input: object,
): Promise<{ readonly [name: string]: unknown }> => {
  const id = `story-${randomUUID()}`;
  const { kept } = await company.writer.command(personId, () => company.people.actor(personId), { name, id, input });
  if ('refused' in kept) throw new Error(`${name} was refused: ${JSON.stringify(kept)}`);
  return kept.answer;
};

/** Makes the small company in an empty data folder: `people` by who they are, `ids` of things by their codes. */
export const settle = async (company: Company, people: Map<Who, string>, ids: Map<string, string>): Promise<void> => {
  const system = async (name: string, input: object) => String((await company.system(name, input)).id);
  await system('setting.set', {
    key: 'organisation',
    value: { name: 'Harbour Tools', currency: 'TWD', timeZone: 'Asia/Taipei', language: 'en' },
  });
  await system('setting.set', { key: 'review.amount', value: REVIEWED });
  await system('setting.set', { key: 'company.kind', value: 'own' });
  const roles = await startingRows(system);
  for (const [code, id] of roles) ids.set(code, id);
  await system('tax_code.set', { code: 'STD', name: 'Standard', rate: 50_000 });
  const list = await system('price_list.set', { code: 'STD', name: 'Standard', currency: 'TWD', includesTax: false });
  ids.set('STD', list);
  const warehouseId = await system('warehouse.create', { code: 'TPE', name: 'Taipei' });
  ids.set('TPE', warehouseId);
  for (const [at, code] of ['A-01', 'B-01', 'C-01'].entries())
    ids.set(code, await system('location.create', { warehouseId, code, sequence: 10 * (at + 1) }));
  for (const { sku, name, barcode, price, ...more } of [GASKET, VALVE, ELBOW]) {
    const units = 'box' in more ? [{ code: 'BOX', factor: 12, barcode: String(more.box) }] : [];
    const id = await system('product.create', { sku, name, barcode, baseUnit: 'PC', taxCode: 'STD', units });
    ids.set(sku, id);
    await system('price.set', { priceListId: list, productId: id, unitPrice: dollars(price) });
  }
  const north = await system('team.create', { name: 'North' });
  await Promise.all(
    (Object.keys(PEOPLE) as Who[]).map(async (who) => {
      const { name, role, authority } = PEOPLE[who];
      const id = await system('person.invite', {
        name,
        email: emailOf(who),
        roleIds: [roles.get(role)],
        warehouseIds: role.startsWith('warehouse') ? [warehouseId] : [],
        teamId: role.startsWith('sales') ? north : null,
        language: 'en',
        discountAuthority: authority,
      });
      await system('person.activate', { id });
      await company.passwords.set(id, PASSWORD);
      people.set(who, id);
    }),
  );
};
/** Goods in: so many pieces of a product on a shelf. */
export const receive = (firm: Firm, sku: string, shelf: string, quantity: number) =>
  firm.company.system('stock.receive', {
    productId: firm.id(sku),
    warehouseId: firm.id('TPE'),
    locationId: firm.id(shelf),
    quantity,
    unitCost: dollars(41),
  });
