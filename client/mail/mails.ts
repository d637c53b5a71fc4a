import { computed, ref, watch } from 'vue';
import { useNames } from '../access/names.ts';
import { useRights } from '../access/rights.ts';
import { useNotices } from '../face/notices.ts';
import { command } from '../live/connection.ts';
import { type List, useList } from '../sales/list/list.ts';
import { words } from '../words/words.ts';
import { mailList } from './mail.list.ts';

type Server = {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly from: string;
};
type Told = { readonly state: 'ready' | 'not_set_up' | 'demonstration'; readonly server: Server | null };

/** What goes out by mail, live, with where it is handed over, and a way to try it. */
export const useMails = () => {
  const list = useList(mailList);
  const nameOf = useNames();
  const rights = useRights();
  const notices = useNotices();
  const rows = computed(() =>
    list.rows.value.map((row) => ({
      ...row,
      addressee: typeof row.personId === 'string' ? nameOf('person', row.personId) : '',
    })),
  );
  const told = ref<Told | null>(null);
  const load = async (): Promise<void> => {
    const answer = await fetch('/api/mail', { headers: { accept: 'application/json' } });
    if (answer.ok) told.value = (await answer.json()) as Told;
  };
  void load().catch(() => undefined);
  const server = computed(() => {
    const at = told.value?.server;
    return at ? words.t('mail.server', { ...at, security: words.t(`mail.security.${at.security}`) }) : '';
  });
  const off = computed(() => {
    const state = told.value?.state ?? 'ready';
    return state === 'ready' ? null : words.t(`mail.off.${state}`);
  });
  // What one has just made oneself is no news to be held back.
  const own = ref('');
  watch([list.held, own], ([held, id]) => {
    if (id === '' || held === 0) return;
    own.value = '';
    list.release();
  });
  const busy = ref(false);
  const test = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const answer = await command('mail.test', {});
    busy.value = false;
    if ('refused' in answer) {
      notices.refused(answer);
      return;
    }
    notices.done(words.t('mail.tested'));
    own.value = String(answer.answer.id ?? '');
  };
  const named: List = { ...list, rows };
  return {
    list: named,
    server,
    off,
    how: computed(() => (told.value?.state === 'not_set_up' ? words.t('mail.how') : '')),
    test,
    busy,
    mayTest: computed(() => rights.value.mayEver('mail', 'test')),
  };
};
