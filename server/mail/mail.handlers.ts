import type { Condition } from '../../shared/base/condition.ts';
import { hourOf } from '../../shared/base/day.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { TAKEN_AT_ONCE } from '../../shared/mail/mail/mail.commands.ts';
import { MAIL_KEPT_DAYS } from '../../shared/mail/mail/mail.fields.ts';
import { digest, lapse, settle, take, toOneself } from '../../shared/mail/mail/mail.rules.ts';
import { conditionSql } from '../read/condition-sql.ts';
import { settingsIn } from '../system/setting/setting.facts.ts';
import { handle } from '../write/handlers.ts';
import type { Found, Transaction } from '../write/transaction.ts';
import { digestDue, mailDue } from './due.ts';

const DAY = 24 * 3_600_000;
/** Digests made, and mails deleted, in one transaction, at most. */
const DIGESTS_AT_ONCE = 100;
const LAPSED_AT_ONCE = 300;

/** Some of the rows, locked; what another process took in the meantime is not among them. */
const someLocked = async <N extends NounName>(
  tx: Transaction,
  noun: N,
  where: Condition,
  order: string,
  limit: number,
): Promise<Found<N>[]> => {
  const { text, params } = conditionSql(where);
  const found = await tx.connection.all(
    `SELECT "id" FROM "${nounNamed(noun).table}" WHERE ${text} ORDER BY "${order}", "id" LIMIT ${limit}`,
    params,
  );
  if (found.length === 0) return [];
  return tx.lockAll(noun, { all: [{ field: 'id', is: 'in', value: found.map(({ id }) => String(id)) }, where] });
};

/** Since when the youngest unread news of each of these people is there, of the active ones alone. */
const youngestOf = async (tx: Transaction, people: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (people.length === 0) return new Map();
  const ids = people.map(() => '?').join(', ');
  const found = await tx.connection.all(
    `SELECT "personId", MAX("at") AS "at" FROM "${nounNamed('notification').table}"
      WHERE "readAt" IS NULL AND "personId" IN
        (SELECT "id" FROM "${nounNamed('person').table}" WHERE "status" = 'active' AND "id" IN (${ids}))
      GROUP BY "personId"`,
    people,
  );
  return new Map(found.map(({ personId, at }) => [String(personId), Number(at)]));
};

handle('mail.test', {
  load: async (tx, _input, { actor }) => {
    const own = await tx.find('mail', {
      all: [
        { field: 'personId', is: 'eq', value: actor.id },
        { field: 'kind', is: 'eq', value: 'test' },
        { field: 'state', is: 'in', value: ['waiting', 'sending'] },
      ],
    });
    return { waiting: own.length > 0 };
  },
  decide: (facts, _input, moment) => toOneself(facts, moment),
});

handle('mail.digest', {
  load: async (tx, _input, { now, today }) => {
    const { organisation } = await settingsIn(tx);
    const clock = { today, hour: hourOf(now, organisation.timeZone) };
    const found = await someLocked(tx, 'mail_choice', digestDue(clock), 'nextOn', DIGESTS_AT_ONCE + 1);
    const due = found.slice(0, DIGESTS_AT_ONCE);
    const youngest = await youngestOf(
      tx,
      due.map(({ personId }) => personId),
    );
    return { due, more: found.length > DIGESTS_AT_ONCE, youngest, clock };
  },
  decide: (facts, _input, moment) => digest(facts, moment),
});

handle('mail.take', {
  load: async (tx, _input, { now }) => ({ due: await someLocked(tx, 'mail', mailDue(now), 'dueAt', TAKEN_AT_ONCE) }),
  decide: take,
});

handle('mail.settle', {
  load: async (tx, { id }) => {
    const [target] = await tx.lockAll('mail', { field: 'id', is: 'eq', value: id });
    return { target: target ?? null };
  },
  decide: settle,
});

handle('mail.lapse', {
  load: async (tx, _input, { now }) => {
    const old: Condition = { field: 'at', is: 'lt', value: now - MAIL_KEPT_DAYS * DAY };
    const found = await someLocked(tx, 'mail', old, 'at', LAPSED_AT_ONCE + 1);
    return { old: found.slice(0, LAPSED_AT_ONCE), more: found.length > LAPSED_AT_ONCE };
  },
  decide: (facts) => lapse(facts),
});
