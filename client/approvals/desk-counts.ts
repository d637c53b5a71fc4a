/** How much waits for one's decision, beside the entry of the menu wherever one is in the product. */
import { effectScope, watch } from 'vue';
import type { NounName } from '../../shared/catalogue.ts';
import { useMe } from '../access/me.ts';
import { useTheirRights } from '../access/rights.ts';
import { useConnection } from '../face/connection-state.ts';
import { tellCount } from '../face/counts.ts';
import { useMoved } from '../live/connection.ts';
import { allRowsOf } from '../sales/list/rows.ts';
import { waitingFor } from './waiting.ts';

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
    const rows = async <N extends NounName>(noun: N, action: string, status: string) =>
      rights.mayEver(noun, action)
        ? allRowsOf(noun, { where: { field: 'status', is: 'eq', value: status } }, AT_MOST)
        : [];
    const found = await Promise.all([
      rows('change_request', 'decide', 'requested'),
      rows('hold', 'release', 'open'),
    ]).catch(() => null);
    if (found) tellCount('approvals', waitingFor(found[0], found[1], rights, me).length);
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
