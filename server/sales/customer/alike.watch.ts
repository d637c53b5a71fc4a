import { peopleWho } from '../../access/people-who.ts';
import { type LogReader, logReader, type Read } from '../../audit/log-reader.ts';
import { decode, selectSql } from '../../store/tables.ts';
import { type Company, SystemRefused } from '../../system/company.ts';
import { SYSTEM } from '../../write/handlers.ts';
import { alikeTo, everywhere } from './alike.find.ts';

type Cells = { readonly [field: string]: unknown };
const textOf = (row: Cells, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null);
/** What a customer is likened by; the telephones are those of the usual contact and the usual address. */
const LIKENED = ['name', 'localName', 'taxNumber', 'phone', 'deliveryPhone'];
const isNew = ({ op, changed }: Read): boolean => op === 'insert' || LIKENED.some((field) => changed.has(field));

/**
 * Tells those who hand customers over that one was entered which another seller seems to have. Whoever entered it is told
 * nothing, and nothing of it happens while they are answered: it is looked for after the commit, and only for what they do not
 * see themselves. What a stop of the server came between is looked for at the next start.
 */
export const watchLikenesses = (company: Company, report: (error: unknown) => void): Promise<LogReader> => {
  const { store, seal, people } = company;

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

  const act = async (read: Read): Promise<void> => {
    if (read.actorId === SYSTEM || !isNew(read)) return;
    const id = read.rowId;
    // As it is now: what it was called for a moment is nobody's likeness any more.
    const [row, by] = [await customerOf(id), await people.actor(read.actorId)];
    if (!row || !by) return;
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
      if (to.length > 0) await tell({ id, otherId: other, to });
    }
  };
  const tell = async (input: { readonly id: string; readonly otherId: string; readonly to: readonly string[] }) => {
    await company.system('customer.tell_alike', input).catch((error) => {
      // The company began anew meanwhile, and it is not there any more.
      if (!(error instanceof SystemRefused) || error.refusal.refused !== 'missing') throw error;
    });
  };
  return logReader(company, { name: 'customer.alike', noun: 'customer', act, report });
};
