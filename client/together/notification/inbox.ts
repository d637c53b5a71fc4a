import { computed, type Ref, ref } from 'vue';
import { useRouter } from 'vue-router';
import { piecesOf } from '../../../shared/together/comment/comment.text.ts';
import type { HostName } from '../../../shared/together/host.ts';
import { MARKED_AT_ONCE } from '../../../shared/together/notification/notification.commands.ts';
import { useNames } from '../../access/names.ts';
import { useRights } from '../../access/rights.ts';
import { useListKeys } from '../../face/list-keys.ts';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { type About, type HostText, useHosts } from './hosts.ts';
import { unread } from './unread.ts';

export const inboxFilters = ['unread', 'all', 'mentions'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** Comments read beside the list, at most. */
const COMMENTS = 200;

type Row = Shown<'notification'>;
export type Told = {
  readonly id: string;
  /** Who, or the product. */
  readonly who: string;
  /** What they did, a finished text. */
  readonly text: string;
  readonly host: HostText;
  /** What was said, where it is a comment: names and fields by name, no value of the row. */
  readonly said: string | null;
  readonly icon: string;
  readonly at: number;
  readonly isRead: boolean;
};

const icons: { readonly [kind: string]: string } = {
  mentioned: 'i-lucide-at-sign',
  commented: 'i-lucide-message-square',
  order_returned: 'i-lucide-undo-2',
  order_held: 'i-lucide-pause',
  order_confirmed: 'i-lucide-circle-check-big',
  order_released: 'i-lucide-play',
  change_requested: 'i-lucide-hand',
  change_decided: 'i-lucide-stamp',
  order_cancelled: 'i-lucide-ban',
  order_restored: 'i-lucide-rotate-ccw',
  change_expired: 'i-lucide-calendar-x',
  deputy_named: 'i-lucide-user-round-check',
  deputy_proposed: 'i-lucide-user-round-check',
  deputy_ended: 'i-lucide-user-round-x',
  rights_asked: 'i-lucide-users',
  rights_widened: 'i-lucide-key-round',
  rights_decided: 'i-lucide-stamp',
  rights_expired: 'i-lucide-calendar-x',
  rights_dropped: 'i-lucide-user-round-x',
  quote_expired: 'i-lucide-calendar-x',
  customer_assigned: 'i-lucide-user-round-check',
  customer_alike: 'i-lucide-copy',
};

const aboutOf = ({ aboutNoun, aboutId }: Row): About | null =>
  aboutNoun === undefined || aboutId === undefined ? null : { noun: aboutNoun, id: aboutId };

/** What one was told, live, newest first, and what can be done with it. */
export const useInbox = (filter: Ref<InboxFilter>) => {
  const router = useRouter();
  const notices = useNotices();
  const rights = useRights();
  const names = useNames();
  const { rows, state, more, further } = useCollection('notification', () =>
    rights.value.mayEver('notification', 'read')
      ? {
          where:
            filter.value === 'unread'
              ? { field: 'readAt', is: 'eq', value: null }
              : filter.value === 'mentions'
                ? { field: 'kind', is: 'eq', value: 'mentioned' }
                : null,
          sort: [{ field: 'at', down: true }],
          limit: 100,
        }
      : null,
  );
  const parts = computed(() => [...new Set(rows.value.flatMap(({ partId }) => partId ?? []))].sort());
  const comments = useCollection('comment', () =>
    parts.value.length > 0 && rights.value.mayEver('comment', 'read')
      ? { where: { field: 'id', is: 'in', value: parts.value.slice(0, COMMENTS) }, limit: COMMENTS, sort: [] }
      : null,
  );
  const said = computed(
    () =>
      new Map(
        comments.rows.value.map(({ id, aboutNoun, text }) => [id, aboutNoun && text ? excerpt(aboutNoun, text) : null]),
      ),
  );
  const excerpt = (noun: HostName, text: string): string =>
    piecesOf(text)
      .map((piece) =>
        piece.kind === 'text'
          ? piece.text
          : piece.kind === 'person'
            ? `@${names('person', piece.id)}`
            : words.field(noun, piece.field),
      )
      .join('');
  const hosts = useHosts(computed(() => rows.value.flatMap((row) => aboutOf(row) ?? [])));

  /** What cannot be told any more, since its row is out of sight, is not there. */
  const told = computed<readonly Told[]>(() =>
    rows.value.flatMap((row) => {
      const about = aboutOf(row);
      const host = about && hosts.texts.value.get(`${about.noun} ${about.id}`);
      const { kind, byId, at = 0 } = row;
      if (!host || kind === undefined) return [];
      return [
        {
          id: row.id,
          who: byId ? names('person', byId) : 'Crossdock',
          text: words.t(`inbox.text.${kind}`),
          host,
          said: row.partId ? (said.value.get(row.partId) ?? null) : null,
          icon: icons[kind] ?? 'i-lucide-bell',
          at,
          isRead: typeof row.readAt === 'number',
        },
      ];
    }),
  );
  const mark = async (ids: readonly string[], read: boolean): Promise<boolean> => {
    const answer = await command('notification.read', { ids: ids.slice(0, MARKED_AT_ONCE), read });
    if ('ok' in answer) return true;
    notices.refused(answer);
    return false;
  };
  const toggle = (one: Told): void => void mark([one.id], !one.isRead);
  const open = (one: Told): void => {
    if (!one.isRead) void mark([one.id], true);
    if (one.host.to) void router.push(one.host.to);
  };
  const busy = ref(false);
  const readAll = async (): Promise<void> => {
    if (busy.value || told.value.length === 0) return;
    busy.value = true;
    const upTo = Math.max(...rows.value.map(({ at = 0 }) => at));
    const ids = told.value.filter(({ isRead }) => !isRead).map(({ id }) => id);
    for (;;) {
      const answer = await command('notification.read_all', { upTo });
      if (!('ok' in answer)) {
        notices.refused(answer);
        break;
      }
      if (answer.answer.more === 1) continue;
      notices.done(words.t('inbox.allRead'), () => (ids.length > 0 ? mark(ids, false) : Promise.resolve(true)));
      break;
    }
    busy.value = false;
  };
  const { cursor } = useListKeys({ rows: told, keyOf: ({ id }) => id, open, edit: toggle, editing: 'inbox.markRead' });
  useCommands('inbox', [
    {
      id: 'inbox.read_all',
      label: 'inbox.readAll',
      shortcut: 'shift+e',
      icon: 'i-lucide-check-check',
      group: 'here',
      run: () => void readAll(),
      when: () => (unread.value ?? 0) > 0,
    },
  ]);
  const tabs = computed(() =>
    inboxFilters.map((id) => ({
      id,
      label: words.t(`inbox.filter.${id}`),
      count: id === 'unread' ? unread.value : null,
    })),
  );
  const opening = computed(() => state.value === 'opening' || (told.value.length === 0 && hosts.opening.value));
  return {
    told,
    tabs,
    opening,
    more,
    further,
    toggle,
    open,
    readAll,
    busy,
    cursor,
    mayMail: computed(() => router.hasRoute('my-mail') && rights.value.mayEver('mail_choice', 'choose')),
    anyUnread: computed(() => (unread.value ?? 0) > 0),
  };
};
