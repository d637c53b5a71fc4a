/** What people were told, in words, as far as they may read it in this snapshot: what the inbox of the page shows. */
import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { piecesOf } from '../../shared/together/comment/comment.text.ts';
import { type HostName, hostNames, isHost } from '../../shared/together/host.ts';
import type { Labels } from '../exchange/labels.ts';
import { readMany } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';

export type News = {
  /** Who, or the product. */
  readonly who: string;
  readonly what: string;
  readonly title: string;
  /** Of the firm that it is about; empty where it is not seen. */
  readonly name: string;
  readonly said: string | null;
  readonly at: number;
  /** Under the product's address; no more in it than what it leads to. */
  readonly path: string;
};

/** Characters of what was said, at most: the rest is read in the product. */
const SAID = 280;
const cell = (row: Seen | undefined, field: string): string => {
  const value = row?.[field];
  return typeof value === 'string' ? value : '';
};
const shortened = (text: string): string => {
  const signs = [...text.replaceAll(/\s+/g, ' ').trim()];
  return signs.length > SAID ? `${signs.slice(0, SAID - 1).join('')}…` : signs.join('');
};
const idsOf = (rows: readonly Seen[], field: string): string[] => [
  ...new Set(rows.map((row) => cell(row, field)).filter(Boolean)),
];

/**
 * One for each notification whose row its reader sees; the others are left out. A handful of statements, however many:
 * at most 500 notifications.
 */
export const newsOf = async (
  query: Query,
  seal: Seal,
  rights: Rights,
  told: readonly Seen[],
  words: Labels,
): Promise<readonly News[]> => {
  const many = (noun: NounName, ids: readonly string[]) => readMany(query, seal, rights.view(noun), ids);
  const hosts = new Map<HostName, ReadonlyMap<string, Seen>>();
  for (const noun of hostNames)
    hosts.set(
      noun,
      await many(
        noun,
        idsOf(
          told.filter((one) => one.aboutNoun === noun),
          'aboutId',
        ),
      ),
    );
  const comments = await many('comment', idsOf(told, 'partId'));
  const named = [...comments.values()].flatMap((one) =>
    piecesOf(cell(one, 'text')).flatMap((piece) => (piece.kind === 'person' ? [piece.id] : [])),
  );
  const people = await many('person', [...new Set([...idsOf(told, 'byId'), ...named])].slice(0, 500));
  const nameOf = (id: string): string => cell(people.get(id), 'name') || words.text('mail.letter.someone');
  const saidIn = (noun: HostName, text: string): string =>
    piecesOf(text)
      .map((piece) =>
        piece.kind === 'text'
          ? piece.text
          : piece.kind === 'person'
            ? `@${nameOf(piece.id)}`
            : words.field(noun, piece.field),
      )
      .join('');
  return told.flatMap((one): readonly News[] => {
    const [noun, id, kind, by] = ['aboutNoun', 'aboutId', 'kind', 'byId'].map((field) => cell(one, field));
    const host = noun && isHost(noun) ? hosts.get(noun)?.get(id ?? '') : undefined;
    if (!host || !noun || !isHost(noun) || !kind) return [];
    const text = cell(comments.get(cell(one, 'partId')), 'text');
    const { title, plural } = nounNamed(noun);
    return [
      {
        who: by ? nameOf(by) : 'Crossdock',
        what: words.text(`inbox.text.${kind}`),
        title: cell(host, title) || words.one(noun),
        name: cell(host, 'customerName') || cell(host, 'absentName'),
        said: text ? shortened(saidIn(noun, text)) : null,
        at: Number(one.at ?? 0),
        path: `/${plural}/${host.id}`,
      },
    ];
  });
};
