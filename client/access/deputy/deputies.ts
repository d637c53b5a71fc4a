import { computed, reactive, ref, watch } from 'vue';
import { decides } from '../../../shared/access/deputy/deputy.rights.ts';
import { isDay } from '../../../shared/base/day.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useRights } from '../rights.ts';

export type ShownDeputy = Shown<'deputy'>;
const NOT_OVER: readonly (string | undefined)[] = ['proposed', 'planned', 'standing'];
/** What is over is told of, as many of the latest. */
const BEFORE = 50;

/** Who decides for whom, as far as one may know of it, live; and what one may do about it. */
export const useDeputies = () => {
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const { rows, state } = useCollection('deputy', { limit: 200, sort: [{ field: 'startsOn', down: true }] });
  const myId = computed(() => me.me?.person.id ?? '');
  const busy = ref<string | null>(null);
  const act = async (name: string, id: string, done: string): Promise<void> => {
    if (busy.value !== null) return;
    busy.value = id;
    const answer = await command(name, { id });
    busy.value = null;
    if ('refused' in answer) notices.refused(answer, id);
    else notices.done(done);
  };
  return {
    state,
    busy,
    now: computed(() => rows.value.filter(({ status }) => NOT_OVER.includes(status)).toReversed()),
    before: computed(() => rows.value.filter(({ status }) => !NOT_OVER.includes(status)).slice(0, BEFORE)),
    mayName: computed(() => rights.value.mayEver('deputy', 'name')),
    mayConfirm: (row: ShownDeputy) =>
      row.status === 'proposed' &&
      ![row.namedById, row.deputyId].includes(myId.value) &&
      rights.value.may('deputy', 'confirm', row),
    mayEnd: (row: ShownDeputy) => NOT_OVER.includes(row.status) && rights.value.may('deputy', 'end', row),
    confirm: (row: ShownDeputy) => act('deputy.confirm', row.id, words.t('deputies.done.confirmed')),
    end: (row: ShownDeputy) => act('deputy.end', row.id, words.t('deputies.done.ended')),
  };
};

/** The form by which a deputy is named: for oneself, or by who may for anybody. */
export const useNaming = (open: { value: boolean }) => {
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const { today } = useClock();
  const myId = computed(() => me.me?.person.id ?? '');
  /** Somebody else's deputy: whose rule on naming reaches a row that is not about them. */
  const forOthers = computed(() => rights.value.may('deputy', 'name', { absentId: '', deputyId: '' }));
  const own = computed(() => decides(rights.value));
  const people = useCollection('person', () =>
    open.value
      ? { where: { field: 'status', is: 'eq', value: 'active' }, limit: 500, sort: [{ field: 'name' }] }
      : null,
  );
  const named = computed(() => people.rows.value.map(({ id, name }) => ({ value: id, label: name ?? '' })));
  const blank = () => ({
    absentId: !forOthers.value || own.value ? myId.value : '',
    deputyId: '',
    startsOn: today.value,
    endsOn: today.value,
    reason: '',
  });
  const form = reactive(blank());
  const none = { absentId: '', deputyId: '', startsOn: '', endsOn: '', reason: '', form: '' };
  const errors = reactive({ ...none });
  const busy = ref(false);
  watch(
    () => open.value,
    (now) => {
      if (now) Object.assign(form, blank());
      Object.assign(errors, none);
    },
  );
  // A span that ends before it begins is none.
  watch(
    () => form.startsOn,
    (day) => {
      if (isDay(day) && form.endsOn < day) form.endsOn = day;
    },
  );
  const submit = async (): Promise<void> => {
    Object.assign(errors, none);
    if (form.absentId === '') errors.absentId = words.t('deputies.personMissing');
    if (form.deputyId === '') errors.deputyId = words.t('deputies.personMissing');
    if (form.startsOn === '') errors.startsOn = words.t('deputies.dayMissing');
    if (form.endsOn === '') errors.endsOn = words.t('deputies.dayMissing');
    if (form.reason.trim() === '') errors.reason = words.t('deputies.reasonMissing');
    if (Object.values(errors).some((text) => text !== '') || busy.value) return;
    // The field says itself of what was typed that it is no day.
    if (!isDay(form.startsOn) || !isDay(form.endsOn)) return;
    busy.value = true;
    const answer = await command('deputy.name', { ...form, reason: form.reason.trim() });
    busy.value = false;
    if ('refused' in answer) {
      const field = answer.field as keyof typeof errors | undefined;
      errors[field !== undefined && field in errors ? field : 'form'] = words.refusal(answer);
      return;
    }
    notices.done(words.t(answer.answer.status === 'proposed' ? 'deputies.done.proposed' : 'deputies.done.named'));
    open.value = false;
  };
  return {
    form,
    errors,
    busy,
    today,
    forOthers,
    absents: named,
    deputies: computed(() => named.value.filter(({ value }) => value !== form.absentId && value !== myId.value)),
    submit,
  };
};
