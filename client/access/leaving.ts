import { ref } from 'vue';
import { useRouter } from 'vue-router';
import { useNotices } from '../face/notices.ts';
import { signOff, unsent } from '../live/connection.ts';
import { words } from '../words/words.ts';
import { useMe } from './me.ts';
import { signOut } from './session.ts';

/** How many actions signing out would erase, while it is asked whether to; 0 while nobody asks. */
const atStake = ref(0);

/** Signing out; whoever still has actions on this device that are not done is asked first. */
export const useLeaving = () => {
  const store = useMe();
  const router = useRouter();
  const leave = async (): Promise<void> => {
    atStake.value = 0;
    await signOff();
    const isTold = await signOut();
    store.forget();
    await router.push({ name: 'sign-in' });
    if (!isTold) useNotices().say(words.t('leaving.untold'));
  };
  const ask = async (): Promise<void> => {
    atStake.value = await unsent();
    if (atStake.value === 0) await leave();
  };
  const stay = (): void => {
    atStake.value = 0;
  };
  return { atStake, ask, leave, stay };
};
