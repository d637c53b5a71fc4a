import { readonly, shallowRef } from 'vue';

export type Connection = {
  readonly state: 'live' | 'catching_up' | 'offline';
  /** Actions kept on this device, not yet sent. */
  readonly kept: number;
  /** Actions that were kept, sent and refused, and wait to be mended. */
  readonly returned: number;
  /** When the server was last heard, ms since 1970 UTC; null before the first word. */
  readonly heardAt: number | null;
};

const connection = shallowRef<Connection>({ state: 'catching_up', kept: 0, returned: 0, heardAt: null });

/** What the connection mark shows; client/live tells it. */
export const useConnection = () => readonly(connection);

export function tellConnection(now: Partial<Connection>): void {
  connection.value = { ...connection.value, ...now };
}
