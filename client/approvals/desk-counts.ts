/** How much waits for one's decision, beside the entry of the menu wherever one is in the product. */
import { effectScope, watch } from 'vue';
import { useMe } from '../access/me.ts';
import { useTheirRights } from '../access/rights.ts';
import { useConnection } from '../face/connection-state.ts';
import { tellCount } from '../face/counts.ts';
import { useMoved } from '../live/connection.ts';
import { allRowsOf } from '../sales/list/rows.ts';
import { asked, asksFor, type Sources, waitingFor } from './waiting.ts';

/** Asked again at most this often, ms, and only while something moves and somebody looks. */
const EVERY = 6_000;
const AT_MOST = 2_000;

/** Begins to tell as soon as there is a connection; called once, when the product's routes are made. */
export const beginCounts = (): void => {
  const connection = useConnection();
  const moved = useMoved();
  let waits: number | null = null;
  let again = false;

  const ask = async (): Promise<void> => {
    again = false;
    const rights = useTheirRights().value;
    const me = useMe().me?.person.id ?? '';
    const rows = async <S extends keyof Sources>(source: S): Promise<Sources[S]> => {
      const { noun, status } = asked[source];
      if (!asksFor(rights, source)) return [];
      const found = await allRowsOf(noun, { where: { field: 'status', is: 'eq', value: status } }, AT_MOST);
      return found as unknown as Sources[S];
    };
    const found = await Promise.all([rows('requests'), rows('holds'), rows('rights'), rows('deputies')]).catch(
      () => null,
    );
    if (!found) return;
    const [requests, holds, changes, deputies] = found;
    tellCount('approvals', waitingFor({ requests, holds, rights: changes, deputies }, rights, me).length);
  };
  const soon = (): void => {
    again = true;
    if (waits !== null || document.visibilityState !== 'visible' || connection.value.state !== 'live') return;
    void ask();
    waits = window.setTimeout(() => {
      waits = null;
      if (again) soon();
    }, EVERY);
  };
  effectScope(true).run(() => watch([moved, () => connection.value.state], soon, { immediate: true }));
  document.addEventListener('visibilitychange', soon);
};
