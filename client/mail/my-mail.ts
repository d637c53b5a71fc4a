import { computed, reactive, ref, watch } from 'vue';
import { digests } from '../../shared/mail/mail_choice/mail_choice.fields.ts';
import { useMe } from '../access/me.ts';
import { useRights } from '../access/rights.ts';
import { useNotices } from '../face/notices.ts';
import { useClock } from '../face/now.ts';
import { dayText } from '../face/time.ts';
import { useCollection } from '../live/collection.ts';
import { command } from '../live/connection.ts';
import { words } from '../words/words.ts';

type Form = { mentions: boolean; digest: (typeof digests)[number]; hour: number; weekday: number };
/** What one begins with who chooses for the first time. */
const NONE: Form = { mentions: false, digest: 'none', hour: 8, weekday: 1 };
/** A Monday, for the names of the week's days. */
const MONDAY = Date.UTC(2026, 2, 2, 12);
const DAY = 24 * 3_600_000;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** What I get by mail: as stored, live on each of my devices, and as it is being changed. */
export const useMyMail = () => {
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const { today } = useClock();
  const { rows, state } = useCollection('mail_choice', () =>
    rights.value.mayEver('mail_choice', 'read') ? { limit: 1 } : null,
  );
  const stored = computed<Form>(() => {
    const { mentions, digest, hour, weekday } = rows.value[0] ?? {};
    return {
      mentions: mentions ?? NONE.mentions,
      digest: digest ?? NONE.digest,
      hour: hour ?? NONE.hour,
      weekday: weekday ?? NONE.weekday,
    };
  });
  const form = reactive<Form>({ ...stored.value });
  const base = ref(stored.value);
  const dirty = computed(() => JSON.stringify(form) !== JSON.stringify(base.value));
  const fill = (): void => {
    base.value = stored.value;
    Object.assign(form, stored.value);
  };
  watch(stored, () => {
    if (!dirty.value) fill();
  });
  const busy = ref(false);
  const save = async (): Promise<void> => {
    if (busy.value || !dirty.value) return;
    busy.value = true;
    const answer = await command('mail_choice.set', { ...form }, {});
    busy.value = false;
    if ('refused' in answer) {
      notices.refused(answer);
      return;
    }
    fill();
    notices.done(words.t('mail.mine.saved'));
  };
  const mail = computed(() => me.me?.mail ?? 'ready');
  const isOn = computed(() => stored.value.mentions || stored.value.digest !== 'none');
  const next = computed(() => {
    const nextOn = rows.value[0]?.nextOn;
    if (!nextOn || dirty.value) return null;
    return words.t('mail.mine.next', {
      day: dayText(nextOn, words.language, today.value),
      time: clock(stored.value.hour),
    });
  });
  return {
    state,
    form,
    dirty,
    busy,
    save,
    next,
    email: computed(() => me.me?.person.email ?? ''),
    zone: computed(() => words.t('mail.mine.zone', { zone: me.organisation.timeZone.replaceAll('_', ' ') })),
    off: computed(() => (mail.value === 'ready' ? null : words.t(`mail.off.${mail.value}`))),
    how: computed(() => (mail.value === 'not_set_up' ? words.t('mail.how') : '')),
    // What was chosen while mail was set up can still be ended.
    mayChange: computed(
      () => rights.value.mayEver('mail_choice', 'choose') && (mail.value !== 'not_set_up' || isOn.value),
    ),
    digests: computed(() => digests.map((value) => ({ value, label: words.value('mail_choice', 'digest', value) }))),
    hours: Array.from({ length: 24 }, (_, value) => ({ value, label: clock(value) })),
    weekdays: computed(() => {
      const name = new Intl.DateTimeFormat(words.language, { weekday: 'long', timeZone: 'UTC' });
      return Array.from({ length: 7 }, (_, n) => ({ value: n + 1, label: name.format(MONDAY + n * DAY) }));
    }),
  };
};
