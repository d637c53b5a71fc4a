import { computed, reactive, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { type CancelReason, cancelReasons } from '../../../shared/sales/order/order.states.ts';
import { type ChoiceList, choiceLists } from '../../../shared/system/choice/choice.fields.ts';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { editsOf } from '../../sales/edit/edits-of.ts';
import { words } from '../../words/words.ts';
import { codeFrom, codesOf } from './code.ts';

type Choice = Shown<'choice'>;

/** The lists that the company keeps: who may keep one adds to it, renames, puts out of use, and deletes what nobody chose. */
export const useChoicesPage = () => {
  const rights = useRights();
  const notices = useNotices();
  const { rows, state } = useCollection('choice', { limit: 500 });
  const mayKeep = (list: ChoiceList): boolean => rights.value.may('choice', 'update', { list });
  const lists = computed(() => choiceLists.filter(mayKeep));
  const tab = ref<string>('');
  const list = computed<ChoiceList>(() => lists.value.find((one) => one === tab.value) ?? lists.value[0] ?? 'carrier');
  const open = ref(false);
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const form = reactive({
    code: '',
    name: '',
    traditionalName: '',
    simplifiedName: '',
    countsAs: 'other' as CancelReason,
    isNew: true,
  });
  /** The one under change, as it stood when one began. */
  const base = shallowRef<Choice | null>(null);
  const code = computed(() => form.code.trim() || codeFrom(form.name, codesOf(rows.value, list.value)));
  return {
    state,
    lists,
    list,
    tab: computed({
      get: () => list.value as string,
      set: (now) => {
        tab.value = now;
      },
    }),
    tabs: computed(() =>
      lists.value.map((id) => ({
        id,
        label: words.value('choice', 'list', id),
        count: rows.value.filter((row) => row.list === id && row.active).length,
      })),
    ),
    rows: computed(() =>
      rows.value
        .filter((row) => row.list === list.value)
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
        .map((row) => ({
          ...row,
          label: choiceName(row, words.language),
          mayDelete: row.used === false && rights.value.may('choice', 'delete', row),
        })),
    ),
    kinds: computed(() => cancelReasons.map((value) => ({ value, label: words.value('choice', 'countsAs', value) }))),
    open,
    busy,
    form,
    code,
    isWhole: computed(() => form.name.trim() !== '' && code.value !== ''),
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    begin: (row: Choice | null) => {
      refusal.value = null;
      base.value = row;
      Object.assign(form, {
        code: row?.code ?? '',
        name: row?.name ?? '',
        traditionalName: row?.traditionalName ?? '',
        simplifiedName: row?.simplifiedName ?? '',
        countsAs: row?.countsAs ?? 'other',
        isNew: row === null,
      });
      open.value = true;
    },
    save: async (): Promise<void> => {
      if (busy.value) return;
      const now = {
        name: form.name.trim(),
        traditionalName: form.traditionalName.trim() || null,
        simplifiedName: form.simplifiedName.trim() || null,
        ...(list.value === 'cancel' ? { countsAs: form.countsAs } : {}),
      };
      busy.value = true;
      const answer =
        base.value === null
          ? await command('choice.set', { list: list.value, code: code.value, isNew: true, ...now })
          : await command('choice.update', { id: base.value.id, set: editsOf(base.value, now) });
      busy.value = false;
      if ('refused' in answer) refusal.value = answer;
      else open.value = false;
    },
    turn: async ({ id, active }: Choice): Promise<void> => {
      const answer = await command('choice.update', { id, set: { active: { from: active, to: !active } } });
      if ('refused' in answer) notices.refused(answer);
    },
    remove: async (row: Choice): Promise<void> => {
      const answer = await command('choice.delete', { id: row.id });
      if ('refused' in answer) notices.refused(answer);
    },
  };
};
