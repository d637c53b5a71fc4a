/** All walls that stand, live, with what may be done to them. */
import { computed, ref, shallowRef } from 'vue';
import { isScene } from '../../../shared/insight/wall/scene-names.ts';
import { useCan } from '../../access/can.ts';
import { roleName } from '../../access/role-name.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { type Language, languageNames, words } from '../../words/words.ts';
import { WHOLE } from './wall-form.ts';

export type WallRow = Shown<'wall'>;
export type WallLine = {
  readonly id: string;
  readonly row: WallRow;
  readonly name: string;
  readonly scenes: string;
  /** Role, language, theme and pace, as far as they are to be seen. */
  readonly more: readonly string[];
};

export const useWalls = () => {
  const { can } = useCan();
  const notices = useNotices();
  const walls = useCollection('wall', { where: { field: 'status', is: 'eq', value: 'paired' }, limit: 200 });
  const roles = useCollection('role', { limit: 500, sort: [{ field: 'name' }] });
  const warehouses = useCollection('warehouse', { limit: 500, sort: [{ field: 'code' }] });
  const warehouseOf = computed(() => new Map(warehouses.rows.value.map(({ id, name }) => [id, name ?? ''])));
  const roleOf = computed(() => new Map(roles.rows.value.map(({ id, name }) => [id, roleName(name ?? '')])));
  const lines = computed<readonly WallLine[]>(() =>
    walls.rows.value.map((row) => ({
      id: row.id,
      row,
      name: row.name ?? '',
      scenes: ((row.scenes ?? []) as readonly unknown[])
        .filter(isScene)
        .map((name) => words.t(`walls.scene.${name}`))
        .join(words.t('access.comma')),
      more: [
        ...(row.warehouseId ? [warehouseOf.value.get(row.warehouseId) ?? ''] : []),
        ...(row.roleId && roleOf.value.has(row.roleId) ? [roleOf.value.get(row.roleId) ?? ''] : []),
        ...(row.language ? [languageNames[row.language as Language]] : []),
        ...(row.theme ? [words.value('wall', 'theme', row.theme)] : []),
        ...(row.pace === undefined ? [] : [words.t('walls.everySeconds', { n: row.pace })]),
      ],
    })),
  );
  const choices = computed(() => roles.rows.value.map(({ id, name }) => ({ value: id, label: roleName(name ?? '') })));
  const houses = computed(() => [
    { value: WHOLE, label: words.t('walls.allWarehouses') },
    ...warehouses.rows.value.map(({ id, name }) => ({ value: id, label: name ?? '' })),
  ]);
  const usual = computed(() => roles.rows.value.find(({ code }) => code === 'wall')?.id ?? null);

  const revoking = shallowRef<WallLine | null>(null);
  const busy = ref(false);
  const revoke = async (): Promise<void> => {
    const line = revoking.value;
    if (!line || busy.value) return;
    busy.value = true;
    try {
      const answer = await command('wall.revoke', { id: line.id }, { about: { noun: 'wall', id: line.id } });
      if ('refused' in answer) notices.refused(answer);
      else notices.done(words.t('walls.revoked', { name: line.name }));
      revoking.value = null;
    } finally {
      busy.value = false;
    }
  };
  return {
    lines,
    state: walls.state,
    choices,
    houses,
    usual,
    revoking,
    busy,
    revoke,
    mayPair: computed(() => can('wall', 'pair')),
    mayChange: computed(() => can('wall', 'update')),
    mayRevoke: computed(() => can('wall', 'revoke')),
    /** What is typed on the screen that is to be paired. */
    address: `${window.location.origin}/wall`,
  };
};
