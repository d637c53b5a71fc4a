/** The form by which a screen is paired, or a wall that stands is set anew. */
import { computed, nextTick, type Ref, reactive, ref, watch } from 'vue';
import { codeMeant } from '../../../shared/insight/wall/pairing.ts';
import { type SceneName, sceneNames } from '../../../shared/insight/wall/scene-names.ts';
import { useCan } from '../../access/can.ts';
import { useMe } from '../../access/me.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { toMarked } from '../../sales/edit/marked.ts';
import type { Language } from '../../words/words.ts';
import { words } from '../../words/words.ts';
import type { WallRow } from './walls.ts';

type Form = {
  code: string;
  name: string;
  scenes: string[];
  language: Language;
  theme: 'dark' | 'light';
  pace: string;
  /** `WHOLE` for the whole house. */
  warehouseId: string;
  roleId: string;
};
const nothing = { code: '', name: '', scenes: '', pace: '', form: '' };
/** Stands for no warehouse in the field: it keeps no empty value. */
export const WHOLE = 'whole';
/** Seconds as they are typed; null where they are none that a scene may stand. */
const paceFrom = (text: string): number | null => {
  const pace = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(pace) && pace >= 5 && pace <= 600 ? pace : null;
};

/** `wall` null: a screen is paired. `roles` are those that may be chosen, `usual` the one that walls start with. */
export const useWallForm = (
  open: Ref<boolean>,
  wall: Ref<WallRow | null>,
  usual: Ref<string | null>,
  done: () => void,
) => {
  const me = useMe();
  const { can } = useCan();
  const notices = useNotices();
  const errors = reactive({ ...nothing });
  const busy = ref(false);
  /** To choose whose rules it has takes a right apart; who reads no role of walls cannot tell which is set. */
  const givesRole = computed(() => can('wall', wall.value ? 'update' : 'create') && can('role', 'read'));
  const blank = (): Form => ({
    code: '',
    name: String(wall.value?.name ?? ''),
    scenes: wall.value ? [...((wall.value.scenes ?? []) as string[])] : [...sceneNames],
    language: (wall.value?.language ?? me.me?.person.language ?? 'en') as Language,
    theme: (wall.value?.theme ?? 'dark') as Form['theme'],
    pace: String(wall.value?.pace ?? 20),
    warehouseId: String(wall.value?.warehouseId ?? WHOLE),
    roleId: String(wall.value?.roleId ?? usual.value ?? ''),
  });
  const form = reactive(blank());
  watch(open, (now) => {
    if (!now) return;
    Object.assign(form, blank());
    Object.assign(errors, nothing);
  });
  watch(usual, (now) => {
    if (form.roleId === '' && now) form.roleId = now;
  });
  const wider = computed(() => form.roleId !== '' && usual.value !== null && form.roleId !== usual.value);

  const scenes = (): SceneName[] => sceneNames.filter((name) => form.scenes.includes(name));
  const pairing = (pace: number) => ({
    code: form.code,
    name: form.name.trim(),
    scenes: scenes(),
    language: form.language,
    theme: form.theme,
    pace,
    warehouseId: form.warehouseId === WHOLE ? null : form.warehouseId,
    ...(givesRole.value && wider.value ? { roleId: form.roleId } : {}),
  });
  /** What differs from what stands, each with the value that it was made from. */
  const changing = (row: WallRow, pace: number) => {
    const wanted: Record<string, unknown> = { ...pairing(pace), roleId: form.roleId };
    const fields = [
      'name',
      'scenes',
      'language',
      'theme',
      'pace',
      'warehouseId',
      ...(givesRole.value ? ['roleId'] : []),
    ] as const;
    const set: Record<string, { from: unknown; to: unknown }> = {};
    for (const field of fields) {
      const from: unknown = row[field as keyof WallRow];
      if (JSON.stringify(from) !== JSON.stringify(wanted[field])) set[field] = { from, to: wanted[field] };
    }
    return { id: row.id, set };
  };

  const submit = async (): Promise<void> => {
    await send();
    await nextTick();
    toMarked();
  };
  const send = async (): Promise<void> => {
    const pace = paceFrom(form.pace);
    Object.assign(errors, nothing);
    if (!wall.value && codeMeant(form.code) === null) errors.code = words.t('walls.codeMissing');
    if (form.name.trim() === '') errors.name = words.t('walls.nameMissing');
    if (form.scenes.length === 0) errors.scenes = words.t('walls.scenesMissing');
    if (pace === null) errors.pace = words.t('walls.paceWrong');
    if (pace === null || errors.code || errors.name || errors.scenes || busy.value) return;
    busy.value = true;
    try {
      const row = wall.value;
      const answer = row
        ? await command('wall.update', changing(row, pace), { about: { noun: 'wall', id: row.id } })
        : await command('wall.pair', pairing(pace));
      if ('refused' in answer) {
        if (answer.field === 'code') errors.code = words.refusal(answer);
        else errors.form = words.refusal(answer);
        return;
      }
      notices.done(words.t(row ? 'walls.changed' : 'walls.paired', { name: form.name.trim() }));
      if (answer.answer.waits) notices.say(words.t('rights.roleNeeds', { name: form.name.trim() }));
      open.value = false;
      done();
    } finally {
      busy.value = false;
    }
  };
  return { form, errors, busy, givesRole, wider, submit };
};
