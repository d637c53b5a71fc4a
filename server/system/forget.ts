/** What nobody asks for any more, and would only grow: answers to commands long settled, sessions that have run out. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Store } from '../store/store.ts';

const DAY = 24 * 3_600_000;
/** How long a command's answer is given again, ms: a device keeps what it has not sent for hours, an integration for days. */
export const ANSWERS_KEPT = 90 * DAY;
/** Answers of so much time go in one transaction, ms. */
const AT_ONCE = 7 * DAY;

/** @param now ms */
export const forgetOld = async (store: Store, now: number): Promise<void> => {
  const until = now - ANSWERS_KEPT;
  for (;;) {
    const [oldest] = await store.read((query) => query.all('SELECT MIN("at") AS "at" FROM "command_answer"'));
    if (oldest?.at === null || oldest === undefined || Number(oldest.at) >= until) break;
    const upTo = Math.min(until, Number(oldest.at) + AT_ONCE);
    await store.write((connection) => connection.run('DELETE FROM "command_answer" WHERE "at" < ?', [upTo]));
    await breathe();
  }
  await store.write((connection) => connection.run('DELETE FROM "session" WHERE "until" < ?', [now]));
};
