/**
 * What a person may see, said a second time in plain lines: nothing of the product's evaluator, reader or window is used
 * here, only the declarations. Every comparison of a screen, an answer or a file is made against this.
 */
import { catalogue, type NounName } from '../../shared/catalogue.ts';

export type Row = { readonly id: string; readonly [field: string]: unknown };
/** A rule as it is stored, its condition still with the actor's place-holders. */
export type Sentence = {
  readonly on: string;
  readonly may: string;
  readonly scope: string;
  readonly when: unknown;
  readonly groups: readonly string[];
  readonly roleId?: string;
};
export type Who = {
  readonly id: string;
  readonly teamId: string | null;
  readonly warehouses: readonly string[];
  readonly sentences: readonly Sentence[];
  /** Who looks as them: then only what this one reads as well is seen, and nothing is done. */
  readonly for?: Who;
};
export type Wanted = {
  readonly where?: unknown;
  readonly search?: string | null;
  readonly sort?: readonly { readonly field: string; readonly down?: boolean | undefined }[];
  readonly limit?: number;
};

type Declared = {
  readonly group: string;
  readonly kind: string;
  readonly searchable?: boolean;
  readonly personal?: boolean;
};
export const declared = (noun: string): { readonly [field: string]: Declared } =>
  catalogue[noun as NounName].fields as unknown as { readonly [field: string]: Declared };

/** The column that makes a row somebody's own. */
const OWNER: { readonly [noun: string]: string } = {
  person: 'id',
  session: 'personId',
  viewing: 'personId',
  notification: 'personId',
  mail_choice: 'personId',
  mail: 'personId',
  saved_view: 'ownerId',
  board: 'ownerId',
  board_start: 'ownerId',
  occasion: 'authorId',
  comment: 'authorId',
  export_log: 'personId',
  import_run: 'personId',
  role_change: 'askedById',
};
const byCodePoint = (a: string, b: string): number => {
  const x = [...a].map((one) => one.codePointAt(0) ?? 0);
  const y = [...b].map((one) => one.codePointAt(0) ?? 0);
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number);
  return x.length - y.length;
};
const numeric = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
const compare = (a: unknown, b: unknown): number =>
  typeof a === 'string' && typeof b === 'string' ? byCodePoint(a, b) : Number(a) - Number(b);

type Leaf = { readonly field: string; readonly is: string; readonly value: unknown };
const leafHolds = ({ is, value }: Leaf, cell: unknown, who: Who | null): boolean => {
  let wanted = value;
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)) {
    const name = (wanted as { readonly actor: string }).actor;
    wanted = name === 'id' ? who?.id : name === 'teamId' ? who?.teamId : who?.warehouses;
    if (wanted === null || wanted === undefined) return false;
  }
  const mine = numeric(cell ?? null);
  if (is === 'in') return (wanted as readonly unknown[]).some((one) => numeric(one) === mine);
  if (is === 'not_in') return !(wanted as readonly unknown[]).some((one) => numeric(one) === mine);
  const theirs = numeric(wanted);
  if (is === 'eq') return mine === theirs;
  if (is === 'ne') return mine !== theirs;
  if (mine === null || theirs === null) return false;
  if (is === 'starts') return String(mine).startsWith(String(theirs));
  if (is === 'has') return ` ${mine} `.includes(` ${theirs} `);
  const order = compare(mine, theirs);
  return is === 'lt' ? order < 0 : is === 'le' ? order <= 0 : is === 'gt' ? order > 0 : order >= 0;
};

/** `visible` null: a rule's own condition, which looks at every cell. Else a filter: a hidden cell satisfies no leaf, negated or not. */
const judge = (
  condition: unknown,
  row: Row,
  who: Who | null,
  visible: ReadonlySet<string> | null,
  yes = true,
): boolean => {
  const one = condition as { all?: unknown[]; any?: unknown[]; not?: unknown };
  if (one.not !== undefined) return judge(one.not, row, who, visible, !yes);
  if (one.all || one.any) {
    const parts = (one.all ?? one.any ?? []).map((part) => judge(part, row, who, visible, yes));
    return Boolean(one.all) === yes ? parts.every(Boolean) : parts.some(Boolean);
  }
  const leaf = condition as Leaf;
  if (visible && leaf.field !== 'id' && !visible.has(leaf.field)) return false;
  return leafHolds(leaf, row[leaf.field], who) === yes;
};

const inScope = (who: Who, noun: string, scope: string, row: Row): boolean => {
  if (scope === 'all') return true;
  // A share is a person's own if it is with them, or with a role that gave them any of their sentences.
  if (scope === 'own' && (noun === 'board_share' || noun === 'saved_view_share'))
    return row.withId === who.id || who.sentences.some(({ roleId }) => roleId === row.withId);
  // Who is absent and who stands in for them: it is both of theirs.
  if (scope === 'own' && noun === 'deputy') return row.absentId === who.id || row.deputyId === who.id;
  if (scope === 'own') return row[OWNER[noun] ?? 'sellerId'] === who.id;
  if (scope === 'team') return who.teamId !== null && row.teamId === who.teamId;
  return who.warehouses.includes(String(row.warehouseId));
};

/** Rows about others', of whatever noun: they bear what rules look at of those. */
const ABOUT = new Set(['notification', 'comment']);
const seesHost = (who: Who, row: Row): boolean => {
  const host = { ...row, id: String(row.aboutId), status: row.hostStatus, orderStatus: row.hostStatus };
  return fieldsFor(who, String(row.aboutNoun), { ...host, confirmedAt: row.hostConfirmedAt }) !== null;
};

/**
 * A shared question shows to who reads some row of its noun, and on some row every group that it asks for, of another noun where
 * it says so.
 */
const mayAsk = (who: Who, { on, asks }: Row): boolean => {
  const bound = ({ scope }: Sentence): boolean => scope !== 'team' || who.teamId !== null;
  const readOf = (noun: unknown) => who.sentences.filter((one) => one.on === noun && one.may === 'read' && bound(one));
  const reads = (noun: unknown, group: string) => readOf(noun).some(({ groups }) => groups.includes(group));
  const asked = String(asks)
    .split(' ')
    .filter((group) => group !== '')
    .map((one) => (one.includes('.') ? (one.split('.') as [string, string]) : ([on, one] as const)));
  return readOf(on).length > 0 && asked.every(([noun, group]) => reads(noun, group));
};

/** The fields of a row that this person may do `may` with; null where they may not do it with the row at all. */
export const fieldsFor = (who: Who, noun: string, row: Row, may = 'read'): Set<string> | null => {
  if (who.for) {
    const { for: onlooker, ...target } = who;
    const [theirs, own] = may === 'read' ? [target, onlooker].map((one) => fieldsFor(one, noun, row)) : [null, null];
    return theirs && own ? new Set([...theirs].filter((name) => own.has(name))) : null;
  }
  if (ABOUT.has(noun) && !seesHost(who, row)) return null;
  if (noun === 'saved_view_share' && !mayAsk(who, row)) return null;
  const admitting = who.sentences.filter(
    (one) =>
      one.on === noun &&
      one.may === may &&
      inScope(who, noun, one.scope, row) &&
      (one.when === null || judge(one.when, row, who, null)),
  );
  if (admitting.length === 0) return null;
  const groups = new Set(admitting.flatMap((one) => one.groups));
  return new Set(Object.entries(declared(noun)).flatMap(([name, field]) => (groups.has(field.group) ? [name] : [])));
};

export const seen = (who: Who, noun: string, row: Row): Row | null => {
  const fields = fieldsFor(who, noun, row);
  return fields && { id: row.id, ...Object.fromEntries([...fields].map((name) => [name, row[name] ?? null])) };
};

const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const runs = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const latin = (text: string): string[] =>
  runs(text).flatMap((run) => run.split(new RegExp(CJK.source, 'u')).filter(Boolean));
const chinese = (text: string): string[] =>
  runs(text).flatMap((run) => run.split(new RegExp(`(?:(?!${CJK.source}).)+`, 'u')).filter(Boolean));

/** What a row, as it is shown, says in its searchable fields. */
const textsOf = (noun: string, row: Row): string[] =>
  Object.entries(declared(noun)).flatMap(([name, field]) =>
    field.searchable && typeof row[name] === 'string' ? [row[name] as string] : [],
  );

/**
 * What the goods of each order say to this person: of lines that show them their order and their product, and of products
 * that are themselves shown, as far as they are.
 */
const goodsOf = (
  who: Who,
  tables: { readonly [noun: string]: readonly Row[] },
): ((order: Row) => readonly string[]) => {
  const words = new Map<unknown, string[]>();
  for (const row of tables.product ?? []) {
    const shown = seen(who, 'product', row);
    if (shown) words.set(shown.id, textsOf('product', shown));
  }
  const byOrder = new Map<unknown, string[]>();
  for (const row of tables.order_line ?? []) {
    const shown = seen(who, 'order_line', row);
    if (!shown?.orderId || !shown.productId) continue;
    byOrder.set(shown.orderId, [...(byOrder.get(shown.orderId) ?? []), ...(words.get(shown.productId) ?? [])]);
  }
  return ({ id }) => byOrder.get(id) ?? [];
};

/** Latin words are found by their beginning, Chinese by each pair of neighbours; every word in some of the texts. */
const found = (texts: readonly string[], search: string): boolean => {
  const words = latin(search).map((word) => texts.some((text) => latin(text).some((one) => one.startsWith(word))));
  const pairs = chinese(search).flatMap((run) => {
    const signs = [...run];
    const wanted = signs.length === 1 ? signs : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`);
    return wanted.map((pair) => texts.some((text) => chinese(text).some((one) => one.includes(pair))));
  });
  return words.length + pairs.length > 0 && [...words, ...pairs].every(Boolean);
};

/**
 * The list that this person should be shown: all rows of the noun go in, theirs come out, filtered, sorted and cut.
 * `beside`: all tables, where a search of orders is to find by their goods.
 */
export const listFor = (
  who: Who,
  noun: string,
  rows: readonly Row[],
  wanted: Wanted = {},
  beside: { readonly [noun: string]: readonly Row[] } = {},
): Row[] =>
  listOf(
    noun,
    rows.flatMap((row) => seen(who, noun, row) ?? []),
    wanted,
    noun === 'order' && wanted.search ? goodsOf(who, beside) : undefined,
  );

/** The list of rows as they are shown: what is not shown of one is not in it. `more`: what else a row is found by. */
export const listOf = (
  noun: string,
  rows: readonly Row[],
  { where, search, sort = [], limit }: Wanted = {},
  more: (row: Row) => readonly string[] = () => [],
): Row[] => {
  const theirs = rows.flatMap((shown) => {
    if (where && !judge(where, shown, null, new Set(Object.keys(shown)))) return [];
    return !search || found([...textsOf(noun, shown), ...more(shown)], search) ? [shown] : [];
  });
  theirs.sort((a, b) => {
    for (const { field, down } of sort) {
      const x = a[field] ?? null;
      const y = b[field] ?? null;
      const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : compare(x, y);
      if (order !== 0) return down ? -order : order;
    }
    return byCodePoint(a.id, b.id);
  });
  return limit === undefined ? theirs : theirs.slice(0, limit);
};
