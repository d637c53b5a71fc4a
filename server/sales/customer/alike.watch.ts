import { peopleWho } from '../../access/people-who.ts';
import type { Entry } from '../../audit/change-log.ts';
import { decode, selectSql } from '../../store/tables.ts';
import type { Company } from '../../system/company.ts';
import { SYSTEM } from '../../write/handlers.ts';
import { alikeTo, everywhere } from './alike.find.ts';

type Cells = { readonly [field: string]: unknown };
const textOf = (row: Cells, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null);
/** What a customer is likened by; the telephones are those of the usual contact and the usual address. */
const LIKENED = ['name', 'localName', 'taxNumber', 'phone', 'deliveryPhone'];
const isNew = ({ before, after }: Entry): boolean =>
  after !== null && LIKENED.some((field) => (before?.[field] ?? null) !== (after[field] ?? null));

/**
 * Tells those who hand customers over that one was entered which another seller seems to have. Whoever entered it is told
 * nothing, and nothing of it happens while they are answered: it is looked for after the commit, and only for what they do not
 * see themselves. Resolves, once closed, when nothing is under way.
 */
export const watchLikenesses = (company: Company, report: (error: unknown) => void): (() => Promise<void>) => {
  const { store, seal, people } = company;
  let last: Promise<void> = Promise.resolve();

  /** Active people who see both and may hand the new one over. */
  const keepers = (customers: readonly Cells[]): Promise<string[]> =>
    store.read(async (query) => {
      const found = await peopleWho(query, seal, ({ view, may }) =>
        customers.every((row) => view('customer').sees(row) && may('customer', 'reassign', row)),
      );
      return found.map(({ id }) => id);
    });

  const customerOf = async (id: string): Promise<Cells | null> => {
    const [row] = await store.read((query) => query.all(`${selectSql('customer')} WHERE "id" = ?`, [id]));
    return row ? (decode('customer', row, seal) as Cells) : null;
  };

  const look = async (entry: Entry): Promise<void> => {
    const row = entry.after as Cells;
    const id = entry.rowId;
    const by = await people.actor(entry.actorId);
    if (!by) return;
    const likened = {
      country: textOf(row, 'country') ?? '',
      names: [textOf(row, 'name'), textOf(row, 'localName')],
      taxNumber: textOf(row, 'taxNumber'),
      phones: [textOf(row, 'phone'), textOf(row, 'deliveryPhone')],
    };
    const ids = await store.read((query) => alikeTo(query, seal, likened, everywhere));
    for (const other of ids.keys()) {
      if (other === id) continue;
      const found = await customerOf(other);
      // What they see was pointed out to them as they typed.
      if (!found || by.rights.view('customer').sees(found)) continue;
      const to = (await keepers([row, found])).filter((one) => one !== by.id);
      if (to.length > 0) await company.system('customer.tell_alike', { id, otherId: other, to });
    }
  };
  const unlisten = company.onCommit((entries) => {
    for (const entry of entries) {
      if (entry.noun !== 'customer' || entry.actorId === SYSTEM || !isNew(entry)) continue;
      last = last.then(() => look(entry)).catch(report);
    }
  });
  return async () => {
    unlisten();
    await last;
  };
};
