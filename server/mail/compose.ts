import type { Rights } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import { dayOf } from '../../shared/base/day.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { DropReason } from '../../shared/mail/mail/mail.fields.ts';
import { personIn } from '../access/people.ts';
import { type Labels, labels } from '../exchange/labels.ts';
import { read, readMany } from '../read/read.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { settingOf } from '../system/settings.ts';
import type { Letter } from './letter.ts';
import { newsOf } from './news.ts';
import { htmlOf, type Said, textOf } from './page.ts';

export type Mail = RowOf<'mail'>;
export type Composed = { readonly letter: Letter; readonly fromName: string } | { readonly dropped: DropReason };

/** In one digest, at most; and looked through for it. */
const LISTED = 25;
const LOOKED = 200;

/** What a kind of mail needs to be made: all of it from one snapshot, by its reader's rights in it. */
type Making = {
  readonly query: Query;
  readonly seal: Seal;
  readonly rights: Rights;
  readonly mail: Mail;
  readonly choice: RowOf<'mail_choice'> | null;
  readonly words: Labels;
  readonly language: string;
  readonly organisation: string;
  readonly timeZone: string;
  /** The product's address, without a slash at its end. */
  readonly origin: string;
};
type Made = { readonly subject: string; readonly said: Said } | { readonly dropped: DropReason };

const nothing = { dropped: 'nothing_left' } as const;
/** Where a person chooses what they get by mail. */
export const CHOICE_PATH = '/my-mail';

const told = async (making: Making, rows: readonly Seen[]): Promise<Said['news']> => {
  const { query, seal, rights, words, language, timeZone } = making;
  const when = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  return (await newsOf(query, seal, rights, rows, words)).map((one) => ({ ...one, when: when.format(one.at) }));
};
const footOf = ({ words, organisation, origin }: Making, why: string): Said['foot'] => ({
  text: words.text(why, { organisation }),
  link: words.text('mail.letter.change'),
  to: `${origin}${CHOICE_PATH}`,
});
const isUnread = (row: Seen): boolean => row.readAt === null;

const mention = async (making: Making): Promise<Made> => {
  const { query, seal, rights, mail, choice, words, language, origin } = making;
  if (!choice?.mentions) return { dropped: 'not_chosen' };
  const rows = await readMany(query, seal, rights.view('notification'), [mail.newsId ?? '']);
  const news = await told(making, [...rows.values()].filter(isUnread));
  const [one] = news;
  if (!one) return nothing;
  const heading = words.text('mail.letter.mentioned', { who: one.who, title: one.title });
  return {
    subject: heading,
    said: {
      language,
      heading,
      opening: null,
      news,
      more: null,
      next: { text: words.text('mail.letter.openOne', { title: one.title }), to: `${origin}${one.path}` },
      foot: footOf(making, 'mail.letter.whyMention'),
      origin,
    },
  };
};

const digest = async (making: Making): Promise<Made> => {
  const { query, seal, rights, mail, choice, words, language, organisation, origin } = making;
  if (!choice || choice.digest === 'none') return { dropped: 'not_chosen' };
  const page = await read(query, seal, rights.view('notification'), {
    where: { field: 'readAt', is: 'eq', value: null },
    sort: [{ field: 'at', down: true }],
    limit: LOOKED,
  });
  if ('refused' in page) return nothing;
  const all = await told(
    making,
    page.rows.filter((row) => row.personId === mail.personId),
  );
  if (!all.some(({ at }) => at >= (mail.since ?? 0))) return nothing;
  const left = all.length - LISTED;
  const heading = words.text('mail.letter.unread', { n: page.next ? `${all.length}+` : String(all.length) });
  return {
    subject: `${organisation}: ${heading}`,
    said: {
      language,
      heading,
      opening: null,
      news: all.slice(0, LISTED),
      more: left > 0 ? words.text('mail.letter.more', { n: page.next ? `${left}+` : String(left) }) : null,
      next: { text: words.text('mail.letter.openInbox'), to: `${origin}/inbox` },
      foot: footOf(making, choice.digest === 'daily' ? 'mail.letter.whyDaily' : 'mail.letter.whyWeekly'),
      origin,
    },
  };
};

const trial = async (making: Making): Promise<Made> => {
  const { words, language, organisation, origin } = making;
  return {
    subject: words.text('mail.letter.trial', { organisation }),
    said: {
      language,
      heading: words.text('mail.letter.trial', { organisation }),
      opening: words.text('mail.letter.trialAbout'),
      news: [],
      more: null,
      next: { text: words.text('mail.letter.openMail'), to: `${origin}/mail` },
      foot: footOf(making, 'mail.letter.whyTrial'),
      origin,
    },
  };
};

const makers: { readonly [kind in Mail['kind']]: (making: Making) => Promise<Made> } = {
  mention,
  digest,
  test: trial,
};

const choiceOf = async (query: Query, seal: Seal, personId: string): Promise<RowOf<'mail_choice'> | null> => {
  const [found] = await query.all(`${selectSql('mail_choice')} WHERE "personId" = ?`, [personId]);
  return found ? (decode('mail_choice', found, seal) as unknown as RowOf<'mail_choice'>) : null;
};

/**
 * A mail's letter as its reader may have it in this snapshot, or why there is none. Nothing of it is kept anywhere: who was
 * suspended, lost the right to a row or a field, or has read it meanwhile, gets it as of now, or not at all. `now` in ms.
 */
export const compose = async (
  query: Query,
  seal: Seal,
  mail: Mail,
  { origin, now }: { readonly origin: string; readonly now: number },
): Promise<Composed> => {
  const organisation = await settingOf(query, 'organisation');
  const reader = await personIn(query, seal, mail.personId, dayOf(now, organisation.timeZone));
  if (!reader) return { dropped: 'not_active' };
  const { person, actor } = reader;
  const made = await makers[mail.kind]({
    query,
    seal,
    rights: actor.rights,
    mail,
    choice: await choiceOf(query, seal, mail.personId),
    words: labels(person.language),
    language: person.language,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    origin,
  });
  if ('dropped' in made) return made;
  const { subject, said } = made;
  return {
    fromName: organisation.name,
    letter: {
      to: person.email,
      subject,
      text: textOf(said),
      html: htmlOf(said),
      language: person.language,
      unsubscribe: mail.kind === 'test' ? null : `${origin}${CHOICE_PATH}`,
    },
  };
};
