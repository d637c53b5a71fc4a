import { randomUUID } from 'node:crypto';
import type { Condition } from '../../shared/base/condition.ts';
import { dayOf, hourOf } from '../../shared/base/day.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Outcome } from '../../shared/mail/mail/mail.commands.ts';
import { HELD } from '../../shared/mail/mail/mail.rules.ts';
import { conditionSql } from '../read/condition-sql.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Company } from '../system/company.ts';
import { type Composed, compose, type Mail } from './compose.ts';
import { digestDue, mailDue } from './due.ts';
import { bytesOf } from './letter.ts';
import { ONE_MAIL, type Outlet, openPost, type Post, Undelivered } from './post.ts';

/** Whether mail goes out, or why it does not. */
export type MailState = 'ready' | 'not_set_up' | 'demonstration';
export type Mailing = {
  state(): MailState;
  /** Resolves when all that is due now has been seen to. */
  pass(): Promise<void>;
  /** Nothing is under way any more when it resolves. */
  close(): Promise<void>;
};

/** How often it is looked whether something is due, ms. */
const LOOK = 15_000;

type Means = {
  readonly company: Company;
  readonly outlet: Outlet | null;
  /** The product's address as readers reach it. */
  readonly origin: string;
  readonly demo: () => boolean;
  /** Not before: what is being made is nobody's yet. */
  readonly ready: () => boolean;
  readonly report: (error: unknown) => void;
};

/**
 * The one who sends what is due, beside as many others as there are processes: each mail is taken under a lock, for five
 * minutes, by one of them. A mail goes out at least once: only a process that dies between the mail server's yes and the
 * commit that notes it sends it again, with the same message id.
 */
export const startMail = ({ company, outlet, origin, demo, ready, report }: Means): Mailing => {
  const holder = randomUUID();
  const { store, seal, clock } = company;
  let stopping = false;
  let running: Promise<void> | null = null;
  let again = false;

  const state = (): MailState => (demo() ? 'demonstration' : outlet ? 'ready' : 'not_set_up');
  const isAny = async (noun: NounName, where: Condition): Promise<boolean> => {
    const { text, params } = conditionSql(where);
    const sql = `SELECT 1 AS "one" FROM "${nounNamed(noun).table}" WHERE ${text} LIMIT 1`;
    return (await store.read((query) => query.all(sql, params))).length > 0;
  };
  const mailOf = async (id: string): Promise<Mail | null> => {
    const [found] = await store.read((query) => query.all(`${selectSql('mail')} WHERE "id" = ?`, [id]));
    return found ? (decode('mail', found, seal) as unknown as Mail) : null;
  };
  const settle = async (id: string, outcome: Outcome): Promise<void> => {
    await company.system('mail.settle', { id, holder, outcome });
  };

  const composed = (mail: Mail): Promise<Composed> =>
    store.read((query) => compose(query, seal, mail, { origin, now: clock() }));
  const messageId = (mail: Mail): string =>
    `<${mail.id}@${URL.canParse(origin) ? new URL(origin).hostname : 'crossdock'}>`;

  /** The post is opened for the first that has something to say. */
  type Line = { post: Post | null };
  const deliver = async (mail: Mail, { from }: Outlet, line: Line, open: () => Promise<Post>): Promise<Outcome> => {
    const first = await composed(mail);
    if ('dropped' in first) return { as: 'dropped', reason: first.dropped };
    const { to } = first.letter;
    if (!line.post?.usable()) line.post = await open();
    let last: Composed | null = null;
    const taken = await line.post.send({ from, to }, async () => {
      // Once more, now that the mail server waits for it: minutes may lie between.
      last = await composed(mail);
      if ('dropped' in last || last.letter.to !== to) return null;
      return bytesOf(last.letter, { from, fromName: last.fromName, messageId: messageId(mail), at: clock() });
    });
    if (taken) return { as: 'sent' };
    const end = last as Composed | null;
    return end && 'dropped' in end ? { as: 'dropped', reason: end.dropped } : { as: 'back' };
  };

  const failed = (error: unknown): Outcome => {
    if (error instanceof Undelivered) {
      const { reason, code, forGood } = error;
      return { as: 'failed', reason, code, forGood };
    }
    report(error);
    return { as: 'failed', reason: 'unmade', code: null, forGood: false };
  };

  /** Those that one has taken, one after another on one connection. */
  const send = async (ids: readonly string[], until: number, to: Outlet): Promise<void> => {
    const line: Line = { post: null };
    // What stands between us and the mail server stands before all of them.
    let barred: Undelivered | null = null;
    const open = async (): Promise<Post> => {
      if (barred) throw barred;
      return openPost(to).catch((error: unknown) => {
        if (error instanceof Undelivered) {
          barred = error;
          report(error);
        }
        throw error;
      });
    };
    try {
      for (const id of ids) {
        const mail = await mailOf(id);
        if (!mail) continue;
        // Near the end of its time another process might take it too.
        const late = stopping || clock() > until - 2 * ONE_MAIL;
        await settle(id, late ? { as: 'back' } : await deliver(mail, to, line, open).catch(failed));
      }
    } finally {
      line.post?.close();
    }
  };

  const work = async (): Promise<void> => {
    if (!ready() || state() === 'not_set_up') return;
    const now = clock();
    const zone = company.zone();
    if (await isAny('mail_choice', digestDue({ today: dayOf(now, zone), hour: hourOf(now, zone) })))
      while (!stopping && (await company.system('mail.digest', {})).more === 1);
    while (!stopping && (await isAny('mail', mailDue(clock())))) {
      const until = clock() + HELD;
      const { ids } = (await company.system('mail.take', { holder })) as { ids: readonly string[] };
      if (demo()) for (const id of ids) await settle(id, { as: 'dropped', reason: 'demonstration' });
      else if (outlet) await send(ids, until, outlet);
      else break;
    }
  };

  const pass = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await work();
      } while (again && !stopping);
    })().finally(() => {
      running = null;
    });
    return running;
  };
  const look = (): void => void pass().catch(report);
  const timer = setInterval(look, LOOK).unref();
  const unlisten = company.onCommit((entries) => {
    // A trial is looked forward to; the others have time until the next look.
    if (entries.some(({ noun, before, after }) => noun === 'mail' && !before && after?.kind === 'test')) look();
  });
  return {
    state,
    pass,
    close: async () => {
      stopping = true;
      clearInterval(timer);
      unlisten();
      await running?.catch(() => undefined);
    },
  };
};
