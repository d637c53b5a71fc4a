/** The one client that writes: made at the first write, and made anew after it was lost. */
import { Client } from 'pg';
import { faultOf } from './faults.ts';
import type { Runner } from './held.ts';
import { queryOf } from './postgres-statements.ts';
import type { DbRow, Value } from './store.ts';

const begin = 'begin isolation level read committed';

export class Writer implements Runner {
  readonly #url: string;
  #client: Client | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  #lose(client: Client): void {
    if (this.#client === client) this.#client = undefined;
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = new Client({
      connectionString: this.#url,
      application_name: 'crossdock writer',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    // Without a listener a dropped connection would end the process; the statement in flight rejects by itself.
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    await client.connect();
    this.#client = client;
    return client;
  }

  alive(): boolean {
    return this.#client !== undefined;
  }

  /** A connection that was lost while nobody wrote shows it here at the latest; nothing is done yet, so it is made anew. */
  async begin(): Promise<void> {
    const client = await this.#connected();
    try {
      await client.query(begin);
    } catch (error) {
      if (faultOf(error) !== 'lost') throw error;
      this.#lose(client);
      await (await this.#connected()).query(begin);
    }
  }

  /** Throws when the server rolled back instead, which it does in silence if a statement had failed. */
  async commit(): Promise<void> {
    const client = this.#held();
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('the server rolled the transaction back');
  }

  /** Leaves no transaction open: a client that cannot roll back is dropped, and its transaction with it. */
  async abandon(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    try {
      await client.query('rollback');
    } catch {
      await this.end();
    }
  }

  async all(sql: string, params: readonly Value[]): Promise<readonly DbRow[]> {
    return (await this.#held().query(queryOf(sql, params))).rows;
  }

  async run(sql: string, params: readonly Value[]): Promise<number> {
    return (await this.#held().query(queryOf(sql, params))).rowCount ?? 0;
  }

  #held(): Client {
    if (!this.#client) throw new Error('the connection to the database was lost');
    return this.#client;
  }

  async end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
