/**
 * A firm behind a real server: the starting roles, thirteen people, a clock of its own. Everybody comes in by the doors
 * that the product has: sign-in by http, commands and reads by http, sockets by Socket.IO's client with the page's own
 * windows (client/live/feed.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '../../server/access/passwords.ts';
import type { Entry } from '../../server/audit/change-log.ts';
import type { Outlet } from '../../server/mail/post.ts';
import type { Dialect } from '../../server/store/store.ts';
import { decode, encode, insertSql, selectSql } from '../../server/store/tables.ts';
import type { Company } from '../../server/system/company.ts';
import { type Running, startServer } from '../../server/system/server.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { Row, Sentence, Who } from '../agreement/oracle.ts';
import { freshDatabase } from '../databases.ts';
import { Desk } from './desk.ts';
import { Screen } from './screen.ts';

export const PEOPLE = {
  rep: { roles: ['sales_rep'], team: 'north', places: [], authority: 50_000 },
  rep2: { roles: ['sales_rep'], team: 'south', places: [], authority: 50_000 },
  mate: { roles: ['sales_rep'], team: 'north', places: [], authority: 0 },
  boss: { roles: ['sales_manager'], team: 'north', places: [], authority: 200_000 },
  clerk: { roles: ['finance_clerk'], team: null, places: [], authority: 0 },
  fin: { roles: ['finance_manager'], team: null, places: [], authority: 0 },
  op: { roles: ['warehouse_operator'], team: null, places: ['TPE'], authority: 0 },
  op2: { roles: ['warehouse_operator'], team: null, places: ['KHH'], authority: 0 },
  hall: { roles: ['warehouse_manager'], team: null, places: ['TPE', 'KHH'], authority: 0 },
  exec: { roles: ['executive'], team: null, places: [], authority: 0 },
  wall: { roles: ['wall'], team: null, places: [], authority: 0 },
  admin: { roles: ['administrator'], team: null, places: [], authority: 0 },
  /** Two roles at once: own orders with amounts, one warehouse's without. */
  both: { roles: ['sales_rep', 'warehouse_operator'], team: 'south', places: ['KHH'], authority: 50_000 },
} as const;
export type Code = keyof typeof PEOPLE;
export const CODES = Object.keys(PEOPLE) as Code[];

const PASSWORD = 'a long enough password';
const hashed = hashPassword(PASSWORD);
const START = Date.UTC(2026, 2, 2, 1);

export class Firm {
  readonly dialect: Dialect;
  readonly entries: Entry[] = [];
  readonly faults: unknown[] = [];
  readonly people = new Map<Code, string>();
  readonly roles = new Map<string, string>();
  readonly warehouses = new Map<string, string>();
  readonly screens = new Set<Screen>();
  /** Rows by their first appearance: ids are random, so that sorting by them would not repeat. */
  readonly #age = new Map<string, number>();
  #now = START;
  #running: Running;
  #data: { readonly folder: string; readonly url: string | null; drop(): Promise<void> };
  #commands = 0;

  /** The mail server; null where none is set up. */
  readonly #outlet: Outlet | null;

  private constructor(dialect: Dialect, data: Firm['data'], running: Running, outlet: Outlet | null) {
    this.#outlet = outlet;
    this.dialect = dialect;
    this.#data = data;
    this.#running = running;
  }

  static async open(dialect: Dialect, outlet: Outlet | null = null): Promise<Firm> {
    const database = await freshDatabase(dialect);
    const folder = await mkdtemp(join(tmpdir(), 'crossdock-firm-'));
    const data = { folder, url: database.url ?? null, drop: () => database.drop() };
    const firm: Firm = new Firm(dialect, data, null as unknown as Running, outlet);
    await firm.#start(0);
    await firm.#settle();
    return firm;
  }

  get data() {
    return this.#data;
  }
  get company(): Company {
    return this.#running.company;
  }
  get live() {
    return this.#running.live;
  }
  get figures() {
    return this.#running.figures;
  }
  get viewings() {
    return this.#running.viewings;
  }
  get mailing() {
    return this.#running.mailing;
  }
  get address(): string {
    return this.#running.address;
  }
  get now(): number {
    return this.#now;
  }
  pass(ms: number): void {
    this.#now += ms;
  }

  async #start(port: number): Promise<void> {
    this.#running = await startServer({
      configuration: {
        data: this.#data.folder,
        databaseUrl: this.#data.url,
        port,
        host: '127.0.0.1',
        origin: null,
        tls: null,
        proxies: [],
        demoAnywhere: false,
        mail: this.#outlet,
      },
      clock: () => this.#now,
      report: (error) => this.faults.push(error),
      page: () => null,
      pageProgress: () => 0,
    });
    this.company.onCommit((entries) => {
      this.entries.push(...entries);
      for (const { rowId } of entries) if (!this.#age.has(rowId)) this.#age.set(rowId, this.#age.size);
    });
  }

  /** Roles, teams, warehouses, people: what is there before the first customer. */
  async #settle(): Promise<void> {
    for (const { code, name, home, rules } of startingRoles) {
      const { id } = await this.company.system('role.create', { code, name, home });
      await this.company.system('role.save', { id, rules });
      this.roles.set(code, String(id));
    }
    for (const name of ['north', 'south']) await this.put('team', { name }, `team-${name}`);
    for (const code of ['TPE', 'KHH'])
      this.warehouses.set(
        code,
        String((await this.company.system('warehouse.create', { code, name: `House ${code}` })).id),
      );
    for (const code of CODES) {
      const { id } = await this.company.system('person.invite', {
        name: `${code[0]?.toUpperCase()}${code.slice(1)} Person-${code}`,
        email: `${code}@firm.example`,
        roleIds: PEOPLE[code].roles.map((role) => this.roles.get(role)),
        warehouseIds: PEOPLE[code].places.map((place) => this.warehouses.get(place)),
        teamId: PEOPLE[code].team && `team-${PEOPLE[code].team}`,
        language: 'en',
        discountAuthority: PEOPLE[code].authority,
      });
      await this.company.system('person.activate', { id });
      this.people.set(code, String(id));
      const none = { token: null, tokenUntil: null, tokenById: null, letInById: null, letInAt: null };
      const secret = { personId: String(id), password: await hashed, ...none };
      await this.put('credential', secret, `credential-${id}`);
    }
  }

  idOf(code: Code): string {
    return this.people.get(code) as string;
  }

  /** Lays a row down past the commands, for what no command makes. */
  async put(noun: NounName, cells: { readonly [field: string]: unknown }, id: string): Promise<void> {
    const row = { ...cells, id, version: 1 };
    await this.company.store.write((connection) =>
      connection.run(insertSql(noun), encode(noun, row, this.company.seal)),
    );
  }

  /** All rows of a noun, oldest first. */
  async rows(noun: NounName): Promise<Row[]> {
    const found = await this.company.store.read((query) => query.all(`${selectSql(noun)} ORDER BY "id"`));
    const rows = found.map((one) => decode(noun, one, this.company.seal) as unknown as Row);
    return rows.sort((a, b) => (this.#age.get(a.id) ?? 0) - (this.#age.get(b.id) ?? 0));
  }

  /** Everything there is, for the oracle. */
  async tables(): Promise<{ readonly [noun: string]: Row[] }> {
    const all: { [noun: string]: Row[] } = {};
    for (const noun of nounNames) if (!nounNamed(noun).unlogged) all[noun] = await this.rows(noun);
    return all;
  }

  /** Everybody as the oracle knows them. */
  async everyone(): Promise<ReadonlyMap<Code, Who>> {
    const rules = await this.rows('rule');
    const people = await this.rows('person');
    return new Map(
      CODES.map((code) => {
        const person = people.find(({ id }) => id === this.idOf(code)) as Row;
        const roleIds = person.roleIds as readonly string[];
        const who: Who = {
          id: person.id,
          teamId: person.teamId as string | null,
          warehouses: person.warehouseIds as readonly string[],
          sentences: rules.filter((rule) => roleIds.includes(String(rule.roleId))) as unknown as readonly Sentence[],
        };
        return [code, who];
      }),
    );
  }

  async who(code: Code): Promise<Who> {
    return (await this.everyone()).get(code) as Who;
  }

  commandId(): string {
    return `command-${String(++this.#commands).padStart(6, '0')}`;
  }

  /** A command in the person's name without a door; throws its refusal. */
  async do(code: Code, name: string, input: object): Promise<{ readonly [name: string]: string }> {
    const { kept } = await this.company.writer.command(
      this.idOf(code),
      () => this.company.people.actor(this.idOf(code)),
      { name, id: this.commandId(), input },
    );
    if ('refused' in kept) throw new Error(`${name} by ${code} was refused: ${JSON.stringify(kept)}`);
    return kept.answer as { readonly [name: string]: string };
  }

  /** Where people knock; a test may send them elsewhere. */
  door: () => string = () => this.address;

  async signIn(code: Code): Promise<Desk> {
    const desk = new Desk(
      () => this.door(),
      code,
      () => this.commandId(),
    );
    await desk.signIn(`${code}@firm.example`, PASSWORD);
    return desk;
  }

  /** A signed-in person's page: a socket with windows. `desk` shares its session, as a second tab does. */
  async screen(code: Code, desk?: Desk): Promise<Screen> {
    const screen = new Screen(desk ?? (await this.signIn(code)), () => this.address);
    this.screens.add(screen);
    await screen.ready();
    return screen;
  }

  /** Until nothing is on its way: no command, no change of rights, no open frame, no question of any screen. */
  async settled(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      await this.company.writer.idle();
      const here = [...this.screens].filter((screen) => screen.connected);
      await Promise.all(here.map((screen) => screen.barrier()));
      if (this.live.rooms.dirty || here.some((screen) => screen.asking > 0)) {
        calm = 0;
        await sleep(4);
      } else calm++;
    }
    if (this.faults.length > 0) throw new Error('the server reported a fault', { cause: this.faults[0] });
  }

  /** The server ends and starts anew on the same data and the same address. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.address).port);
    await this.stop();
    await this.#start(port);
  }

  /** The server ends; its data lies still until `wake`. */
  async stop(): Promise<void> {
    await this.#running.close();
  }

  async wake(): Promise<void> {
    await this.#start(0);
  }

  async close(): Promise<void> {
    for (const screen of this.screens) screen.leave();
    await this.#running.close();
    await this.#data.drop();
    await rm(this.#data.folder, { recursive: true, force: true });
  }
}
