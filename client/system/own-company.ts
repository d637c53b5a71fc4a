import { computed, reactive, ref } from 'vue';
import { useRouter } from 'vue-router';
import { PASSWORD_AT_LEAST } from '../../shared/access/person/password.ts';
import { currencies } from '../../shared/base/money.ts';
import { useMe } from '../access/me.ts';
import { disconnect } from '../live/connection.ts';
import { words } from '../words/words.ts';

/** Everything that a company of one's own begins with. The demonstration goes, whole and for good. */
export const useOwnCompany = () => {
  const router = useRouter();
  const me = useMe();
  const form = reactive({
    organisation: '',
    currency: me.organisation.currency,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || me.organisation.timeZone,
    name: '',
    email: '',
    password: '',
    understood: false,
  });
  const tried = ref(false);
  const busy = ref(false);
  const error = ref('');

  const needed = (text: string): string => (tried.value && !text.trim() ? words.t('demo.needed') : '');
  const errors = computed(() => ({
    organisation: needed(form.organisation),
    name: needed(form.name),
    email: tried.value && !/^\S+@\S+\.\S+$/.test(form.email.trim()) ? words.t('demo.badEmail') : '',
    password:
      tried.value && [...form.password].length < PASSWORD_AT_LEAST
        ? words.t('invitation.tooShort', PASSWORD_AT_LEAST - [...form.password].length)
        : '',
    understood: tried.value && !form.understood ? words.t('demo.notUnderstood') : '',
  }));

  const submit = async (): Promise<void> => {
    tried.value = true;
    error.value = '';
    if (busy.value || Object.values(errors.value).some(Boolean)) return;
    busy.value = true;
    try {
      const answer = await fetch('/api/company/own', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          organisation: {
            name: form.organisation.trim(),
            currency: form.currency,
            timeZone: form.timeZone,
            language: words.language,
          },
          administrator: { name: form.name.trim(), email: form.email.trim(), password: form.password },
        }),
      });
      if (!answer.ok) {
        error.value = words.refusal((await answer.json()) as { refused: string });
        return;
      }
      await disconnect();
      await me.load();
      await router.push('/');
    } catch {
      error.value = words.t('signIn.unreachable');
    } finally {
      busy.value = false;
    }
  };
  return {
    form,
    errors,
    error,
    busy,
    submit,
    currencies,
    zones: Intl.supportedValuesOf('timeZone'),
    shortest: PASSWORD_AT_LEAST,
  };
};
