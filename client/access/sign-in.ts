import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { setLanguage, words } from '../words/words.ts';
import { useMe } from './me.ts';
import { endOwed, roleCode, type SignInAnswer, signIn, signInAs, type Welcome, welcome } from './session.ts';

/** How often the server is asked again while the demonstration company is being made, ms. */
const ASK_AGAIN = 700;

const refusalText = (answer: SignInAnswer & { ok: false }): string =>
  answer.refused === 'sign_in.wrong' || answer.refused === 'input.invalid'
    ? words.t('signIn.refused')
    : words.refusal(answer);

/** Only a path of our own: a link must not lead out of the product through the sign-in. */
export const safeTarget = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/');

/** The sign-in page's form and what the demonstration offers. */
export function useSignIn() {
  const router = useRouter();
  const route = useRoute();
  const me = useMe();
  const form = reactive({ email: '', password: '' });
  const errors = reactive({ email: '', password: '', form: '' });
  /** E-mail of the account that is being signed in; '' when none. */
  const entering = ref('');
  const offer = shallowRef<Welcome | null>(null);
  const gone = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => {
    gone.abort();
    clearTimeout(timer);
  });

  const ask = async (): Promise<void> => {
    const said = await welcome(gone.signal);
    if (gone.signal.aborted) return;
    offer.value = said;
    if (said) void endOwed().catch(() => undefined);
    if (said === null || !said.ready) timer = setTimeout(() => void ask(), said ? ASK_AGAIN : ASK_AGAIN * 4);
  };
  void ask();

  const enter = async (email: string, attempt: () => Promise<SignInAnswer>): Promise<void> => {
    if (entering.value !== '') return;
    entering.value = email;
    errors.form = '';
    try {
      await endOwed();
      const answer = await attempt();
      if (!answer.ok) {
        errors.form = refusalText(answer);
        return;
      }
      await me.load();
      await router.push(safeTarget(route.query.to));
    } catch {
      errors.form = words.t('signIn.unreachable');
    } finally {
      entering.value = '';
    }
  };

  const submit = (): void => {
    const email = form.email.trim();
    errors.email = email === '' ? words.t('signIn.emailMissing') : '';
    errors.password = form.password === '' ? words.t('signIn.passwordMissing') : '';
    if (errors.email || errors.password) return;
    void enter(email, () => signIn(email, form.password));
  };

  /** Whoever tries the demonstration goes on in the language of this page: the account is nobody's own. */
  const tryAs = async (email: string): Promise<SignInAnswer> => {
    await setLanguage(words.language);
    return signInAs(email);
  };

  const cards = computed(() =>
    (offer.value?.demo ? offer.value.accounts : []).map((account) => {
      const code = roleCode(account);
      return {
        email: account.email,
        role: words.maybe(`roles.${code}.name`) ?? account.role,
        sees: words.maybe(`roles.${code}.sees`) ?? '',
        enter: () => void enter(account.email, () => tryAs(account.email)),
      };
    }),
  );
  const progress = computed(() => {
    const { ready, progress: now } = offer.value ?? { ready: true, progress: null };
    if (ready || !now) return null;
    const step = words.maybe(`making.${now.step}`) ?? now.step;
    if (now.step === 'failed') return { failed: true, text: '', share: 0 };
    return {
      failed: false,
      text: words.t('signIn.demo.step', { ...now, step }),
      share: now.total > 0 ? Math.round((100 * now.done) / now.total) : 0,
    };
  });
  return {
    form,
    errors,
    entering,
    offer,
    cards,
    progress,
    submit,
    returning: computed(() => route.query.to !== undefined),
  };
}
