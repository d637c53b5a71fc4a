import { randomBytes } from 'node:crypto';
import { dayOf } from '../../shared/base/day.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import { uuid7 } from '../../shared/base/id.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { CommandName } from '../../shared/commands.ts';
import type { Settings } from '../../shared/system/setting/setting.defaults.ts';
import { hashPassword } from '../access/passwords.ts';
import { systemActor } from '../access/people.ts';
import { type Act, type Entry, writeLog } from '../audit/change-log.ts';
import type { Connection, Dialect } from '../store/store.ts';
import { systemTables } from '../store/system-tables.ts';
import { encode, insertSql } from '../store/tables.ts';
import { perform } from '../write/perform.ts';
import { indexWords } from '../write/search-words.ts';
import { Transaction } from '../write/transaction.ts';
import { type Company, SystemRefused } from './company.ts';
import { startingRows } from './starting.ts';

/** Takes every row of every table away: business, people, sessions, answers, log. Its head begins anew. */
export const wipe = async (connection: Connection, dialect: Dialect): Promise<void> => {
  const tables = [...nounNames.map((noun: NounName) => nounNamed(noun).table), ...Object.keys(systemTables)];
  for (const table of new Set(tables)) {
    if (table === 'log_head') continue;
    await connection.run(dialect === 'postgres' ? `TRUNCATE TABLE "${table}"` : `DELETE FROM "${table}"`);
  }
  await connection.run('UPDATE "log_head" SET "position" = 0, "hash" = ? WHERE "id" = 1', ['']);
};

export type Own = {
  readonly organisation: Settings['organisation'];
  readonly administrator: { readonly name: string; readonly email: string; readonly password: string };
};

/**
 * Ends the demonstration and begins a company of one's own, in one transaction: nothing of the old is left, and what
 * stands is the starting roles, one warehouse with its dock, and the administrator. Answers the administrator's id.
 */
export const beginOwn = async (company: Company, { organisation, administrator }: Own): Promise<string> => {
  const { store, seal, clock } = company;
  const password = await hashPassword(administrator.password);
  const now = clock();
  const newId = (): string => uuid7(now, randomBytes(10));
  const moment = { now, today: dayOf(now, organisation.timeZone), actor: systemActor, newId };
  const { personId, entries } = await store.write(async (connection) => {
    await wipe(connection, store.dialect);
    const acts: Act[] = [];
    const give = async (name: CommandName, input: object): Promise<string> => {
      const id = newId();
      const tx = new Transaction(connection, seal, store.dialect);
      const done = await perform(tx, systemActor, moment, { name, id, input });
      if (isRefusal(done)) throw new SystemRefused(name, done);
      const touched = tx.touched();
      for (const one of touched) await indexWords(connection, one);
      acts.push({
        at: now,
        actorId: systemActor.id,
        actorName: systemActor.name,
        command: name,
        commandId: id,
        why: done.why,
        touched,
      });
      return String(done.answer.id ?? '');
    };
    await give('setting.set', { key: 'organisation', value: organisation });
    await give('setting.set', { key: 'company.kind', value: 'own' });
    const roles = await startingRows(give);
    await give('tax_code.set', {
      code: 'STD',
      name: 'Standard',
      traditionalName: '標準稅率',
      simplifiedName: '标准税率',
      rate: 50_000,
    });
    await give('price_list.set', {
      code: 'STD',
      name: 'Standard',
      traditionalName: '標準價目表',
      simplifiedName: '标准价目表',
      currency: organisation.currency,
      includesTax: false,
    });
    const warehouseId = await give('warehouse.create', { code: 'MAIN', name: 'Main' });
    await give('location.create', { warehouseId, code: 'DOCK', sequence: 0, purpose: 'receiving' });
    const id = await give('person.invite', {
      name: administrator.name,
      email: administrator.email,
      roleIds: [roles.get('administrator')],
      warehouseIds: [],
      teamId: null,
      language: organisation.language,
      discountAuthority: 0,
    });
    await give('person.activate', { id });
    const none = { token: null, tokenUntil: null, tokenById: null, letInById: null, letInAt: null };
    const credential = { id: `credential-${id}`, version: 1, personId: id, password, ...none };
    await connection.run(insertSql('credential'), encode('credential', credential, seal));
    const written: readonly Entry[] = await writeLog(connection, seal, company.auditKey, acts, '');
    // Commands that wait behind this are judged by people who are there.
    company.people.forget();
    return { personId: id, entries: written };
  });
  company.people.forget();
  company.told(entries);
  return personId;
};
