/**
 * MikroORM's way to our own SQLite handle. The stock dialect hides its handle, begins deferred and keeps a connection
 * for ever once BEGIN failed or SQLite rolled back by itself; this one takes the writer's turn and always gives it back.
 */
import type { DatabaseSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Value } from './store.ts';
import type { Turn } from './turn.ts';
import { refuseUnbindable } from './values.ts';

class OrmConnection implements DatabaseConnection {
  readonly #db: DatabaseSync;
  /** Whether this connection has the turn: given back once, however often it is released. */
  holds = true;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    refuseUnbindable(parameters, sql);
    const statement = this.#db.prepare(sql);
    const params = parameters as readonly Value[];
    if (statement.columns().length > 0) return { rows: statement.all(...params) as R[] };
    const { changes, lastInsertRowid } = statement.run(...params);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}

const driverOf = (db: DatabaseSync, turn: Turn, insideWrite: () => boolean): Driver => {
  const free = (connection: OrmConnection): void => {
    if (!connection.holds) return;
    connection.holds = false;
    turn.give();
  };
  const rollBack = (connection: OrmConnection): void => {
    try {
      if (db.isTransaction) db.exec('rollback');
    } finally {
      free(connection);
    }
  };
  const ending = (sql: string, connection: OrmConnection): void => {
    try {
      db.exec(sql);
    } catch (error) {
      rollBack(connection);
      throw error;
    }
  };
  return {
    init: async () => undefined,
    destroy: async () => undefined,
    async acquireConnection() {
      if (insideWrite())
        throw new Error('the ORM would wait for the write that it is called from: use the connection of that write');
      await turn.take();
      return new OrmConnection(db);
    },
    releaseConnection: async (connection) => free(connection as OrmConnection),
    beginTransaction: async (connection) => ending('begin immediate', connection as OrmConnection),
    async commitTransaction(connection) {
      ending('commit', connection as OrmConnection);
    },
    rollbackTransaction: async (connection) => rollBack(connection as OrmConnection),
    savepoint: async (_, name) => db.exec(`savepoint "${name}"`),
    releaseSavepoint: async (_, name) => db.exec(`release "${name}"`),
    rollbackToSavepoint: async (_, name) => db.exec(`rollback to "${name}"`),
  };
};

/** The turn already lets one in at a time; Kysely's own lock would stay shut after a connection that was refused. */
class TurnedAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export const sqliteDialect = (db: DatabaseSync, turn: Turn, insideWrite: () => boolean): Dialect => ({
  createDriver: () => driverOf(db, turn, insideWrite),
  createAdapter: () => new TurnedAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
});
