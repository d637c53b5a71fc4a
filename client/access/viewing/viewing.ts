import { computed, ref } from 'vue';
import { uuid7 } from '../../../shared/base/id.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import { useCan } from '../can.ts';
import { useMe } from '../me.ts';
import { groupText } from '../role/group-text.ts';
import { roleName } from '../role-name.ts';
import { subjectNow } from '../why/why.ts';

type Refused = { readonly refused?: string };

/**
 * Past the outbox: what is kept for later belongs to whoever gives it, and this changes who that is. Resolves with the
 * refusal, or null when it is done and the page knows who it is now.
 */
const change = async (name: 'viewing.begin' | 'viewing.end', input: object): Promise<Refused | null> => {
  const id = uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const answer = await fetch(`/api/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(input),
  }).catch(() => null);
  const said = (await answer?.json().catch(() => null)) as Refused | null;
  if (!answer?.ok) return said ?? {};
  await useMe().load();
  return null;
};

const busy = ref(false);

/** *View as*: whether this session sees as another now, what is hidden from who looks, and how it is begun and ended. */
export const useViewing = () => {
  const me = useMe();
  const { can } = useCan();
  const notices = useNotices();
  const viewing = computed(() => me.me?.viewing ?? null);

  const act = async (name: 'viewing.begin' | 'viewing.end', input: object): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      const refused = await change(name, input).catch(() => ({}));
      if (!refused) return;
      if ('refused' in refused && refused.refused) notices.refused({ refused: refused.refused });
      else notices.failed(words.t('viewing.failed'));
    } finally {
      busy.value = false;
    }
  };
  /** What is hidden of one noun: its groups by name; null where all of it is. */
  const groupsOf = (noun: NounName): readonly string[] | null => {
    const groups = viewing.value?.masked[noun] ?? [];
    return me.me?.rules.some(({ on, may }) => on === noun && may === 'read') ? groups.map(groupText) : null;
  };
  const masked = computed(() =>
    Object.keys(viewing.value?.masked ?? {}).map((name) => {
      const noun = name as NounName;
      const groups = groupsOf(noun);
      return { noun, label: words.noun(noun, 'many'), groups: groups?.join(words.t('access.comma')) ?? null };
    }),
  );
  /** Of what is before the reader: the groups that are hidden from who looks. */
  const here = computed(() => {
    const subject = subjectNow.value;
    if (!viewing.value || !subject || !('noun' in subject)) return '';
    return (groupsOf(subject.noun) ?? []).join(words.t('access.comma'));
  });
  return {
    viewing,
    busy,
    masked,
    here,
    name: computed(() => (viewing.value?.kind === 'role' ? roleName(viewing.value.name) : (viewing.value?.name ?? ''))),
    mayBegin: computed(() => viewing.value === null && can('viewing', 'view_as')),
    begin: (as: { readonly personId: string } | { readonly roleId: string }) => act('viewing.begin', as),
    end: () => (viewing.value ? act('viewing.end', { id: viewing.value.id }) : Promise.resolve()),
  };
};
