import { computed, ref, shallowRef } from 'vue';
import { type SettingKey, type Settings, settingsFrom } from '../../shared/system/setting/setting.defaults.ts';
import { useRights } from '../access/rights.ts';
import { useNotices } from '../face/notices.ts';
import { useCollection } from '../live/collection.ts';
import { command } from '../live/connection.ts';
import {
  afterSave,
  edit,
  edited,
  isContested,
  keepMine,
  type RowEdits,
  settled,
  withoutEdit,
} from '../sales/edit/edits.ts';
import { words } from '../words/words.ts';

export const letterheadFields = ['street', 'phone', 'email', 'taxNumber', 'closing'] as const;
type Letterhead = (typeof letterheadFields)[number];
export type SettingField = Letterhead | 'days';
/** As they are typed. */
type Form = { readonly [field in SettingField]: string };

const formOf = ({ letterhead, 'quote.days': days }: Settings): Form => ({
  ...(Object.fromEntries(letterheadFields.map((field) => [field, letterhead[field] ?? ''])) as Omit<Form, 'days'>),
  days: String(days),
});

/**
 * What is printed on every document, and for how long offers are valid: as stored, live, and as it is being changed. What
 * somebody else saves meanwhile shows at once in what is not being changed here; of the rest one chooses.
 */
export const useSettingsPage = () => {
  const rights = useRights();
  const notices = useNotices();
  const { rows, state } = useCollection('setting', { limit: 100 });
  const settings = computed(() =>
    settingsFrom(rows.value.map(({ key, value }) => ({ key: key ?? '', value: value ?? null }))),
  );
  const base = computed(() => formOf(settings.value));
  const kept = shallowRef<RowEdits>(new Map());
  const edits = computed(() => settled(kept.value, base.value));
  const form = computed<Form>(() => edited(base.value, edits.value));
  const busy = ref(false);
  const contested = (field: SettingField): boolean => isContested(edits.value, base.value, field);
  const days = computed(() => (/^\d{1,3}$/.test(form.value.days.trim()) ? Number(form.value.days) : 0));
  const isWrong = computed(() => days.value < 1 || days.value > 366);
  const why = computed(() =>
    ([...edits.value.keys()] as SettingField[]).some(contested) ? words.t('edit.choose') : null,
  );
  const put = async <K extends SettingKey>(key: K, value: Settings[K], from: Settings[K]): Promise<boolean> => {
    const answer = await command('setting.set', { key, value, from }, {});
    if ('refused' in answer) notices.refused(answer);
    return !('refused' in answer);
  };
  const save = async (): Promise<void> => {
    const sent = edits.value;
    if (busy.value || sent.size === 0 || isWrong.value || why.value) return;
    busy.value = true;
    // Both as they stand at this moment: while the first is on its way, somebody may save the other.
    const from = settings.value;
    const usualDays = days.value;
    const { days: _days, ...head } = form.value;
    const letterhead = Object.fromEntries(Object.entries(head).map(([field, text]) => [field, text.trim() || null]));
    const isHead = letterheadFields.some((field) => sent.has(field));
    const done =
      (!isHead || (await put('letterhead', letterhead as Settings['letterhead'], from.letterhead))) &&
      (!sent.has('days') || (await put('quote.days', usualDays, from['quote.days'])));
    busy.value = false;
    if (!done) return;
    kept.value = afterSave(kept.value, sent);
    notices.done(words.t('settings.saved'));
  };
  return {
    state,
    form,
    busy,
    why,
    isWrong,
    dirty: computed(() => edits.value.size > 0),
    isEdited: (field: SettingField): boolean => edits.value.has(field),
    contested,
    theirs: (field: SettingField): string => base.value[field],
    type: (field: SettingField, text: string | number) => {
      kept.value = edit(edits.value, base.value, field, String(text));
    },
    mine: (field: SettingField) => {
      kept.value = keepMine(edits.value, base.value, field);
    },
    take: (field: SettingField) => {
      kept.value = withoutEdit(edits.value, field);
    },
    save,
    mayChange: computed(() => rights.value.mayEver('setting', 'update')),
  };
};
