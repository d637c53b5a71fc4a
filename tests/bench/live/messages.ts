/** What the processes of the live benchmark say to each other. Times are ms since 1970, on one machine's clock. */
export type Frame = { readonly at: number; readonly room: string; readonly payload: unknown };

export type Served = {
  readonly port: number;
  /** One cookie a socket, in the order in which the clients open them. */
  readonly cookies: readonly string[];
};
export type Ran = {
  readonly changes: number;
  /** Processor time of the server process, ms a change. */
  readonly cpu: number;
  readonly frames: readonly Frame[];
  readonly resident: number;
};
export type Heard = {
  /** From the commit's command being handed in to the last screen that shows it, ms: one for each change that all saw. */
  readonly latencies: readonly number[];
  readonly bytes: number;
  readonly messages: number;
};
/** Changes carry this in their notes, so that a screen can tell when the change was made without reading the whole frame. */
export const MARK = 'bench@';
