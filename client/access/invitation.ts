import { computed, reactive, ref } from 'vue';
import { useRouter } from 'vue-router';
import { PASSWORD_AT_LEAST } from '../../shared/access/person/password.ts';
import { words } from '../words/words.ts';
import { useMe } from './me.ts';
import { acceptInvitation } from './session.ts';

/** The page behind an invitation's link: the token stands after the `#`, so that no server log ever holds it. */
export function useInvitation() {
  const router = useRouter();
  const me = useMe();
  const token = window.location.hash.slice(1);
  const form = reactive({ password: '', again: '' });
  const error = ref('');
  const tried = ref(false);
  const busy = ref(false);

  const missing = computed(() => PASSWORD_AT_LEAST - [...form.password].length);
  const errors = computed(() => ({
    password: tried.value && missing.value > 0 ? words.t('invitation.tooShort', missing.value) : '',
    again: tried.value && form.again !== form.password ? words.t('invitation.different') : '',
  }));

  const submit = async (): Promise<void> => {
    tried.value = true;
    error.value = '';
    if (errors.value.password || errors.value.again || busy.value) return;
    busy.value = true;
    try {
      const answer = await acceptInvitation(token, form.password);
      if (!answer.ok) {
        error.value = answer.refused === 'link.used_or_expired' ? words.t('invitation.refused') : words.refusal(answer);
        return;
      }
      history.replaceState(history.state, '', window.location.pathname);
      await me.load();
      await router.push(me.me ? '/' : { name: 'sign-in' });
    } catch {
      error.value = words.t('signIn.unreachable');
    } finally {
      busy.value = false;
    }
  };
  return { shortest: PASSWORD_AT_LEAST, token, form, error, errors, busy, submit };
}
