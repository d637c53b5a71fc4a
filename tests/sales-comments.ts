/**
 * What is said about orders, customers and invoices, and who hears it: plain readings of who may be named, what may be quoted,
 * who is told, and what each of them then reads.
 */

import type { Labels } from '../server/exchange/labels.ts';
import { newsOf } from '../server/mail/news.ts';
import { read } from '../server/read/read.ts';
import { openSeal } from '../server/store/seal.ts';
import { rightsOf } from '../shared/access/permit.ts';
import type { RowOf } from '../shared/catalogue.ts';
import { nounNamed } from '../shared/catalogue.ts';
import { fieldsFor, type Row, seen, type Who } from './agreement/oracle.ts';
import { whoOf } from './sales-rights.ts';
import type { Hearer } from './sales-stage.ts';
import type { World } from './world.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });

type About = 'order' | 'customer' | 'invoice';
type Said = { readonly aboutNoun: About; readonly aboutId: string; readonly text: string };
const NAMED = /@\{([^}]*)\}/g;
const QUOTED = /=\{([^}]*)\}/g;
const all = (text: string, sign: RegExp): string[] => [...text.matchAll(sign)].map((found) => found[1] as string);
const at = (noun: string, id: string) => ({ field: noun, is: 'eq', value: id }) as const;

const hostOf = async (w: World, noun: About, id: string): Promise<Row | null> =>
  ((await w.rows(noun, at('id', id)))[0] as unknown as Row | undefined) ?? null;

/** Whom it names has to read the row and be known to whoever says it; what it quotes has to be theirs to read. */
export const unsayable = async (
  w: World,
  author: Who,
  { aboutNoun, aboutId, text }: Said,
  hearers: readonly Hearer[],
): Promise<string | null> => {
  const host = await hostOf(w, aboutNoun, aboutId);
  const fields = host && fieldsFor(author, aboutNoun, host);
  if (!host || !fields) return 'it is about nothing that they see';
  for (const id of all(text, NAMED)) {
    const named = hearers.find((one) => one.id === id);
    if (!named || fieldsFor(whoOf(named, named.rules), aboutNoun, host) === null) return `${id} does not read it`;
    const person = (await w.rows('person', at('id', id)))[0] as unknown as Row;
    if (fieldsFor(author, 'person', person) === null) return `${id} is nobody to them`;
  }
  const hidden = all(text, QUOTED).find((field) => !fields.has(field));
  return hidden === undefined ? null : `${hidden} is not theirs to quote`;
};

/** Told is whoever is named, and else whose row it is and who spoke of it before: each once, and nobody of what they say themselves. */
export const tellingFaults = async (
  w: World,
  authorId: string,
  commentId: string,
  { aboutNoun, aboutId, text }: Said,
): Promise<string[]> => {
  const host = await hostOf(w, aboutNoun, aboutId);
  const others = (await w.rows('comment', at('aboutId', aboutId))).filter(({ id }) => id !== commentId);
  const named = new Set(all(text, NAMED));
  const concerned = [host?.sellerId as string, ...others.map((one) => one.authorId)].filter((id) => !named.has(id));
  const should = new Map([
    ...concerned.map((id) => [id, 'commented']),
    ...[...named].map((id) => [id, 'mentioned']),
  ] as [string, string][]);
  should.delete(authorId);
  should.delete('system');
  const told = await w.rows('notification', at('partId', commentId));
  const listed = (pairs: readonly (readonly [string, string])[]): string => pairs.map(String).sort().join(' ');
  const is = listed(told.map(({ personId, kind }) => [personId, kind] as const));
  return is === listed([...should]) ? [] : [`told of a comment: ${is}, and should be ${listed([...should])}`];
};

const words = {
  text: (path: string) => path,
  one: (noun: string) => noun,
  field: (noun: string, field: string) => `<${noun}.${field}>`,
} as unknown as Labels;

type Told = RowOf<'notification'>;
const shown = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What this person should be told of these rows, in plain words. */
const plainNews = async (w: World, who: Who, told: readonly Told[], comments: ReadonlyMap<string, Row>) => {
  const people = new Map((await w.rows('person')).map((one) => [one.id, one as unknown as Row]));
  const nameOf = (id: string): string => {
    const row = people.get(id);
    return shown(row && seen(who, 'person', row)?.name) || 'mail.letter.someone';
  };
  const found: object[] = [];
  for (const one of told) {
    if (fieldsFor(who, 'notification', one as unknown as Row) === null) continue;
    const noun = one.aboutNoun as About;
    const host = await hostOf(w, noun, one.aboutId);
    const row = host && seen(who, noun, host);
    if (!row) continue;
    const comment = comments.get(one.partId ?? '');
    const text = shown(comment && seen(who, 'comment', comment)?.text);
    const said = text
      .replaceAll(NAMED, (_whole, id: string) => `@${nameOf(id)}`)
      .replaceAll(QUOTED, (_whole, field: string) => `<${noun}.${field}>`);
    found.push({
      who: one.byId ? nameOf(one.byId) : 'Crossdock',
      what: `inbox.text.${one.kind}`,
      title: shown(row[nounNamed(noun).title]) || noun,
      name: shown(row.customerName),
      said: text ? said : null,
      at: one.at,
      path: `/${nounNamed(noun).plural}/${row.id}`,
    });
  }
  return found;
};

/** Fields whose words nobody types twice in one world. */
const SECRETS = ['notes', 'externalNumber', 'deliveryStreet'];

/**
 * What these people read of all that was said and told about this house's rows, against plain words: which comments and which
 * news, each quoted value, and no word of a field that is hidden from them.
 */
export const hearingFaults = async (
  w: World,
  hosts: ReadonlyMap<string, { readonly noun: About; readonly row: Row }>,
  hearers: readonly Hearer[],
): Promise<string[]> => {
  const faults: string[] = [];
  const about = { field: 'aboutId', is: 'in' as const, value: [...hosts.keys()] };
  const comments = new Map((await w.rows('comment', about)).map((one) => [one.id, one as unknown as Row]));
  const told = await w.rows('notification', about);
  // By what a row about another is judged it is as that one is.
  for (const one of [...comments.values(), ...(told as unknown as readonly Row[])]) {
    const host = hosts.get(String(one.aboutId))?.row;
    const status = one.aboutNoun === 'invoice' ? host?.orderStatus : host?.status;
    const should = [host?.sellerId, host?.teamId, host?.warehouseId ?? null, status, host?.confirmedAt ?? null];
    const is = [one.sellerId, one.teamId, one.warehouseId, one.hostStatus, one.hostConfirmedAt];
    if (String(is) !== String(should))
      faults.push(`what is said of ${one.aboutNoun} ${one.aboutId} bears ${is}, not ${should}`);
  }
  for (const { id, name, code, teamId, warehouses, rules } of hearers) {
    const rights = rightsOf(rules, { id, teamId, warehouses });
    const who = whoOf({ id, teamId, warehouses }, rules);
    const [heard, own] = await w.store.read(async (query) => {
      const page = async (noun: 'comment' | 'notification') => {
        const found = await read(query, seal, rights.view(noun), { where: about, limit: 500, sort: [] });
        if ('refused' in found) throw new Error(`${code} is refused ${noun}s: ${found.refused}`);
        return found.rows;
      };
      const mine = await page('notification');
      return [await page('comment'), await newsOf(query, seal, rights, mine, words)] as const;
    });
    const should = [...comments.values()].filter((one) => fieldsFor(who, 'comment', one) !== null);
    const ids = (rows: readonly { readonly id: string }[]): string =>
      rows
        .map((one) => one.id)
        .sort()
        .join();
    if (ids(heard as readonly Row[]) !== ids(should))
      faults.push(`${name} hears ${ids(heard as readonly Row[])}, not ${ids(should)}`);
    const text = (rows: readonly unknown[]): string =>
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join();
    const news = await plainNews(
      w,
      who,
      told.filter((one) => one.personId === id),
      comments,
    );
    if (text(own) !== text(news)) faults.push(`${name} is told ${text(own)}, not ${text(news)}`);
    const quoted: unknown[] = [];
    for (const one of heard as readonly Row[]) {
      const { noun, row } = hosts.get(String(one.aboutId)) as { noun: About; row: Row };
      const projected = rights.view(noun).project(row as never) as Row | null;
      const plain = seen(who, noun, row);
      for (const field of all(shown(one.text), QUOTED)) {
        if (JSON.stringify(projected?.[field] ?? null) !== JSON.stringify(plain?.[field] ?? null))
          faults.push(`${name} reads ${noun}.${field} quoted as ${projected?.[field]}, not ${plain?.[field]}`);
        quoted.push(projected?.[field]);
      }
    }
    // Words that nobody types twice: those that no row shows to this person are nowhere in what they got.
    const bearing = [...hosts.values()].map(({ noun, row }) => ({ noun, row, open: seen(who, noun, row) }));
    const open = new Set(bearing.flatMap((one) => SECRETS.map((field) => one.open?.[field])));
    const got = JSON.stringify([heard, own, quoted]);
    for (const { noun, row } of bearing)
      for (const field of SECRETS)
        if (typeof row[field] === 'string' && !open.has(row[field]) && got.includes(row[field]))
          faults.push(`${name} hears ${noun}.${field} of ${row.id}: ${row[field]}`);
  }
  return faults;
};
