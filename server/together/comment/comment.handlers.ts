import { nounNamed } from '../../../shared/catalogue.ts';
import { remove, update, write } from '../../../shared/together/comment/comment.rules.ts';
import { mentionedIn } from '../../../shared/together/comment/comment.text.ts';
import type { HostName } from '../../../shared/together/host.ts';
import { readersOf } from '../../access/people-who.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { AnyRow, Transaction } from '../../write/transaction.ts';

/** Of those who have said something about a row, the last that are told of more. */
const HEARD_AT_MOST = 50;

/** Whom the text may name and what of the row it may quote, on the row as it stands; refuses `missing` where it is out of sight. */
const sayable = async (tx: Transaction, actor: Actor, noun: HostName, id: string, text: string) => {
  // Under lock: what is borne of it is taken from it in this transaction.
  const [host] = await tx.lockAll(noun, { field: 'id', is: 'eq', value: id });
  refuseUnseen(actor, noun, [host]);
  const row = host as unknown as AnyRow;
  const named = mentionedIn(text);
  const readers = await readersOf(tx.connection, tx.seal, noun, row, named);
  // Whom the author cannot know of is nobody to them, too.
  const view = actor.rights.view('person');
  return {
    host: row,
    readers: new Set(readers.filter((person) => view.sees(person)).map((person) => person.id)),
    quotable: new Set(actor.rights.view(noun).fields(row)),
  };
};

handle('comment.write', {
  load: async (tx, { id, aboutNoun, aboutId, text }, { actor }) => {
    const { host, ...facts } = await sayable(tx, actor, aboutNoun, aboutId, text);
    const said = await tx.connection.all(
      `SELECT "authorId" FROM "${nounNamed('comment').table}" WHERE "aboutNoun" = ? AND "aboutId" = ?
        GROUP BY "authorId" ORDER BY MAX("at") DESC LIMIT ${HEARD_AT_MOST}`,
      [aboutNoun, aboutId],
    );
    return {
      ...facts,
      exists: id !== undefined && (await tx.get('comment', id)) !== null,
      concerned: [host.sellerId as string | null, ...said.map(({ authorId }) => String(authorId))],
    };
  },
  decide: (facts, input, moment) => write(facts, input, moment),
});

handle('comment.update', {
  load: async (tx, { id, set }, { actor }) => {
    const target = await tx.lock('comment', id);
    const { host: _, ...facts } = await sayable(tx, actor, target.aboutNoun, target.aboutId, set.text.to);
    return { ...facts, target };
  },
  decide: (facts, input, moment) => update(facts, input, moment),
});

handle('comment.remove', {
  load: async (tx, { id }) => {
    const target = await tx.lock('comment', id);
    const told = await tx.lockAll('notification', {
      all: [
        { field: 'aboutNoun', is: 'eq', value: target.aboutNoun },
        { field: 'aboutId', is: 'eq', value: target.aboutId },
        { field: 'partId', is: 'eq', value: id },
      ],
    });
    return { target, told };
  },
  decide: (facts) => remove(facts),
});
