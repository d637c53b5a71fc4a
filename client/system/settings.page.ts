import { computed, reactive, ref, watch } from 'vue';
import { type SettingKey, type Settings, settingsFrom } from '../../shared/system/setting/setting.defaults.ts';
import { useRights } from '../access/rights.ts';
import { useNotices } from '../face/notices.ts';
import { useCollection } from '../live/collection.ts';
import { command } from '../live/connection.ts';
import { words } from '../words/words.ts';

export const letterheadFields = ['street', 'phone', 'email', 'taxNumber', 'closing'] as const;
type Form = { readonly letterhead: { [field in (typeof letterheadFields)[number]]: string }; days: string };

const formOf = (settings: Settings): Form => ({
  letterhead: Object.fromEntries(
    letterheadFields.map((field) => [field, settings.letterhead[field] ?? '']),
  ) as Form['letterhead'],
  days: String(settings['quote.days']),
});

/** What is printed on every document, and for how long offers are valid: as stored, live, and as it is being changed. */
export const useSettingsPage = () => {
  const rights = useRights();
  const notices = useNotices();
  const { rows, state } = useCollection('setting', { limit: 100 });
  const stored = computed(() =>
    formOf(settingsFrom(rows.value.map(({ key, value }) => ({ key: key ?? '', value: value ?? null })))),
  );
  const form = reactive<Form>({ letterhead: { ...stored.value.letterhead }, days: stored.value.days });
  const busy = ref(false);
  /** What the form was filled from: what somebody else saves meanwhile shows only in a form that is not being changed. */
  const base = ref(stored.value);
  const dirty = computed(() => JSON.stringify(form) !== JSON.stringify(base.value));
  const fill = (): void => {
    base.value = stored.value;
    Object.assign(form.letterhead, stored.value.letterhead);
    form.days = stored.value.days;
  };
  watch(stored, () => {
    if (!dirty.value) fill();
  });
  const days = computed(() => (/^\d{1,3}$/.test(form.days.trim()) ? Number(form.days) : 0));
  const isWrong = computed(() => days.value < 1 || days.value > 366);
  const put = async (key: SettingKey, value: unknown): Promise<boolean> => {
    const answer = await command('setting.set', { key, value }, {});
    if ('refused' in answer) notices.refused(answer);
    return !('refused' in answer);
  };
  const save = async (): Promise<void> => {
    if (busy.value || !dirty.value || isWrong.value) return;
    busy.value = true;
    const value = Object.fromEntries(letterheadFields.map((field) => [field, form.letterhead[field].trim() || null]));
    const done = (await put('letterhead', value)) && (await put('quote.days', days.value));
    busy.value = false;
    if (!done) return;
    fill();
    notices.done(words.t('settings.saved'));
  };
  return {
    state,
    form,
    busy,
    dirty,
    isWrong,
    save,
    mayChange: computed(() => rights.value.mayEver('setting', 'update')),
  };
};
