/** Any list as CSV: the rows and fields that its reader sees, paged by key through the same read as every list. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { View } from '../../shared/access/project.ts';
import { audienceKey } from '../../shared/access/rule.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { fieldNamed, nounNamed } from '../../shared/catalogue.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../shared/exchange/csv/csv.write.ts';
import { unknownField } from '../read/filter.ts';
import { sortOf } from '../read/order.ts';
import { type Asked, countSql, isLong, read, reading } from '../read/read.ts';
import type { Company } from '../system/company.ts';
import { settingOf } from '../system/settings.ts';
import type { Actor } from '../write/handlers.ts';
import { cellsOf, type Setting, titleOf } from './cells.ts';
import { currenciesOf } from './currencies.ts';
import type { Labels } from './labels.ts';

/** Rows of one export, at most: beyond it a narrower question is asked for. */
export const EXPORT_ROWS = 200_000;
const CHUNK = 500;

/** What the reader may no longer see must not go on leaving: the export ends where it is. */
export class Revoked extends Error {}

/** The fields asked for, else all that the reader can see of any row; one that is never seen answers as an unknown one. */
export const fieldsAsked = (view: View, asked: string | undefined): readonly string[] | Refusal => {
  const all = ['id', ...Object.keys(nounNamed(view.noun).fields).filter((name) => view.ever(name))];
  if (asked === undefined || asked.trim() === '') return all;
  const names = [
    ...new Set(
      asked
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ];
  const strange = names.find((name) => name !== 'id' && (!fieldNamed(view.noun, name) || !view.ever(name)));
  return strange === undefined ? names : unknownField(strange);
};

export type Export = {
  readonly view: View;
  readonly asked: Asked;
  readonly fields: readonly string[];
  readonly labels: Labels | null;
  readonly actor: Actor;
  /** The query string as it came, for the log. */
  readonly query: string;
  /** Does the session that asked still stand? */
  readonly stands: () => Promise<boolean>;
};

/** How many rows it would be, or why it cannot be. */
export const measured = async (
  company: Company,
  { view, asked }: Pick<Export, 'view' | 'asked'>,
): Promise<number | Refusal> => {
  const sort = sortOf(view, asked.sort);
  if ('refused' in sort) return sort;
  const sql = await reading(company.store, Boolean(asked.search), (query) => countSql(query, view, asked));
  if ('refused' in sql) return sql;
  const [row] = await company.store.aside(sql.text, sql.params);
  const count = Number(row?.count ?? 0);
  return count > EXPORT_ROWS ? { refused: 'export.too_many_rows', with: { limit: EXPORT_ROWS, rows: count } } : count;
};

/** Throws Revoked when the reader's view of the noun is no longer what it was, or their session has ended. */
const demand = async (company: Company, { actor, view, stands }: Export): Promise<void> => {
  const now = await company.people.actor(actor.id, actor.sessionId);
  const key = now && audienceKey(view.noun, now.rights.view(view.noun).grants);
  if (key !== audienceKey(view.noun, view.grants) || !(await stands()))
    throw new Revoked('rights changed during an export');
};

/** Written before the first byte leaves. */
const log = ({ actor, view, fields, query }: Export, company: Company): Promise<unknown> =>
  company.system('export_log.write', {
    personId: actor.id,
    personName: actor.name,
    on: nounNamed(view.noun).plural,
    format: 'csv',
    fields,
    query: query.slice(0, 4_000),
  });

/** The file in pieces of up to 500 rows. A row that moves while it is read is not written twice. */
export async function* exported(company: Company, asking: Export): AsyncGenerator<string> {
  const { view, asked, fields, labels } = asking;
  await log(asking, company);
  const setting: Setting = { labels, timeZone: company.zone() };
  const organisation = await company.store.read((query) => settingOf(query, 'organisation'));
  yield BYTE_ORDER_MARK + csvLine(fields.map((name) => titleOf(view.noun, name, setting)));
  const written = new Set<string>();
  let after: readonly Scalar[] | null = null;
  do {
    await demand(company, asking);
    const from: readonly Scalar[] | null = after;
    const { rows, next, lines } = await reading(company.store, isLong(view, asked), async (query) => {
      const page = await read(query, company.seal, view, { ...asked, limit: CHUNK, after: from });
      if ('refused' in page) throw new Error(`an export was refused while it ran: ${page.refused}`);
      const fresh = page.rows.filter(({ id }) => !written.has(id));
      const currencyOf = await currenciesOf(query, view.noun, fresh, organisation.currency);
      const text = fresh.map((row) => csvLine(cellsOf(view.noun, fields, row, currencyOf(row), setting))).join('');
      return { rows: fresh, next: page.next, lines: text };
    });
    for (const { id } of rows) written.add(id);
    if (lines !== '') yield lines;
    after = written.size >= EXPORT_ROWS ? null : next;
    await breathe();
  } while (after !== null);
}
