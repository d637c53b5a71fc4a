import type { Change } from '../../shared/base/decision.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import { mailMentions, mentionsIn } from '../../shared/mail/mail/mail.rules.ts';
import type { Moment } from '../write/handlers.ts';
import type { Transaction } from '../write/transaction.ts';

/**
 * What a rule decided, and a mail for each mention in it whose person wants one at once, in the same transaction: none is
 * lost, whatever happens after the commit. Costs nothing without a mention, one look-up with any.
 */
export const mailedAlong = async (
  tx: Transaction,
  changes: readonly Change[],
  moment: Moment,
): Promise<readonly Change[]> => {
  const mentions = mentionsIn(changes);
  if (mentions.length === 0) return changes;
  const people = [...new Set(mentions.map(({ personId }) => personId))];
  const found = await tx.connection.all(
    `SELECT "personId" FROM "${nounNamed('mail_choice').table}"
      WHERE "mentions" = 1 AND "personId" IN (${people.map(() => '?').join(', ')})`,
    people,
  );
  return [...changes, ...mailMentions(mentions, new Set(found.map(({ personId }) => String(personId))), moment)];
};
