import { computed, type Ref, reactive, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import type { RuleInput } from '../../../shared/access/role/role.commands.ts';
import { useNotices } from '../../face/notices.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { rowsOf } from '../../sales/list/rows.ts';
import { words } from '../../words/words.ts';
import { roleName } from '../role-name.ts';
import { codeFrom } from './code.ts';
import { homes } from './homes.ts';
import { matrixOf, rulesOf } from './matrix.ts';
import { ruleFrom } from './roles.ts';

const NONE = 'none';

/** The form for a further role: empty, or with the rules of another. */
export const useNewRole = (open: Ref<boolean>, from: () => string | null) => {
  const router = useRouter();
  const notices = useNotices();
  const roles = useCollection('role', () => (open.value ? { limit: 500 } : null));
  const form = reactive({ name: '', copy: NONE, home: '/orders' });
  const wrong = ref('');
  const busy = ref(false);
  const sources = computed(() => [
    { value: NONE, label: words.t('access.role.nothing') },
    ...roles.rows.value.map(({ id, name }) => ({ value: id, label: roleName(name ?? '') })),
  ]);
  const source = computed(() => roles.rows.value.find(({ id }) => id === form.copy));
  watch(open, (now) => {
    if (!now) return;
    Object.assign(form, { name: '', copy: from() ?? NONE, home: '/orders' });
    wrong.value = '';
  });
  watch(source, (now) => {
    if (!now) return;
    form.home = now.home ?? form.home;
    if (form.name === '' && from() === now.id)
      form.name = words.t('access.role.copyName', { name: roleName(now.name ?? '') });
  });

  const rulesToCopy = async (): Promise<RuleInput[]> => {
    if (form.copy === NONE) return [];
    const where = { field: 'roleId', is: 'eq', value: form.copy } as const;
    const { rows } = await rowsOf('rule', { where, limit: 500 });
    return rulesOf(matrixOf(rows.flatMap(ruleFrom))).map((rule) => ({
      ...rule,
      when: rule.when as RuleInput['when'],
      groups: [...rule.groups],
    }));
  };
  const submit = async (): Promise<void> => {
    const name = form.name.trim();
    wrong.value = name === '' ? words.t('access.role.nameMissing') : '';
    if (wrong.value || busy.value) return;
    busy.value = true;
    try {
      const rules = await rulesToCopy();
      const taken = new Set(roles.rows.value.map(({ code }) => code ?? ''));
      const made = await command('role.create', { code: codeFrom(name, taken), name, home: form.home });
      if ('refused' in made) {
        wrong.value = words.refusal(made);
        return;
      }
      const id = String(made.answer.id);
      if (rules.length > 0) {
        const saved = await command('role.save', { id, rules });
        if ('refused' in saved) notices.refused(saved);
        else if (saved.answer.waits) notices.say(words.t('rights.done.asked'));
      }
      open.value = false;
      notices.done(words.t('access.role.created', { name }));
      await router.push({ name: 'role', params: { id } });
    } catch {
      wrong.value = words.t('access.person.failed');
    } finally {
      busy.value = false;
    }
  };
  return { form, sources, homes: computed(homes), wrong, busy, submit };
};
