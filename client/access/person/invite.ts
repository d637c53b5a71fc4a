import { computed, nextTick, type Ref, reactive, ref, watch } from 'vue';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { toMarked } from '../../sales/edit/marked.ts';
import { type Language, words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useLink } from './links.ts';

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
/** Per cent as they are typed, in parts per million; null where it is none between 0 and 100. */
export const shareFrom = (text: string): number | null => {
  const bare = text.trim().replace(',', '.');
  const ppm = Math.round(Number(bare) * 10_000);
  return bare !== '' && Number.isInteger(ppm) && ppm >= 0 && ppm <= 1_000_000 ? ppm : null;
};

/** The form by which someone comes in, and the link that follows. */
export const useInvite = (open: Ref<boolean>, told: () => void) => {
  const me = useMe();
  const notices = useNotices();
  const link = useLink();
  const blank = () => ({
    name: '',
    email: '',
    roleIds: [] as string[],
    warehouseIds: [] as string[],
    teamId: null as string | null,
    language: (me.me?.person.language ?? 'en') as Language,
    authority: '0',
  });
  const form = reactive(blank());
  const errors = reactive({ name: '', email: '', authority: '', form: '' });
  const busy = ref(false);
  const invited = ref<{ readonly id: string; readonly name: string } | null>(null);
  watch(open, (now) => {
    if (!now) return;
    Object.assign(form, blank());
    Object.assign(errors, { name: '', email: '', authority: '', form: '' });
    invited.value = null;
    link.forget();
  });

  const submit = async (): Promise<void> => {
    await send();
    await nextTick();
    toMarked();
  };
  const send = async (): Promise<void> => {
    const discountAuthority = shareFrom(form.authority);
    errors.name = form.name.trim() === '' ? words.t('access.people.nameMissing') : '';
    errors.email = isEmail(form.email.trim()) ? '' : words.t('access.people.emailMissing');
    errors.authority = discountAuthority === null ? words.t('access.people.authorityHelp') : '';
    errors.form = '';
    if (errors.name || errors.email || discountAuthority === null || busy.value) return;
    busy.value = true;
    try {
      const { name, email, roleIds, warehouseIds, teamId, language } = form;
      const answer = await command('person.invite', {
        name: name.trim(),
        email: email.trim(),
        roleIds: [...roleIds],
        warehouseIds: [...warehouseIds],
        teamId,
        language,
        discountAuthority,
      });
      if ('refused' in answer) {
        if (answer.refused === 'person.email_taken') errors.email = words.refusal(answer);
        else errors.form = words.refusal(answer);
        return;
      }
      invited.value = { id: String(answer.answer.id), name: name.trim() };
      told();
      notices.done(words.t('access.people.invited', { name: name.trim() }));
      if (answer.answer.waits) notices.say(words.t('rights.personNeeds', { name: name.trim() }));
      if (!(await link.make(invited.value.id))) errors.form = link.failed.value;
    } finally {
      busy.value = false;
    }
  };
  return { form, errors, busy, invited: computed(() => invited.value), link, submit };
};
