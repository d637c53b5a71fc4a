/** Which scene comes next, and whether the moment between two scenes is one to load the page anew. */

/** The next of `count` scenes for which there is something to show, `from` itself when no other; null when none. */
export const nextScene = (from: number, count: number, shows: (index: number) => boolean): number | null => {
  for (let step = 1; step <= count; step++) {
    const index = (from + step) % count;
    if (shows(index)) return index;
  }
  return null;
};

/** A page that runs longer is loaded anew by itself, ms: whatever grew in it is gone. */
const DAY = 24 * 3_600_000;
/** A build that did not come by loading anew is asked for again after this, ms. */
const PATIENCE = 10 * 60_000;

export type Running = {
  /** The build of this page and the one that the server hands out; null where not known. */
  readonly own: string | null;
  readonly served: string | null;
  /** Of the last attempt: for which build, and when, ms. */
  readonly tried: { readonly build: string | null; readonly at: number } | null;
  /** When this page was loaded, ms. */
  readonly since: number;
  /** Something in it has failed. */
  readonly faulty: boolean;
  /** The server was heard just now: only then is there something to load. */
  readonly live: boolean;
};

export const shouldReload = ({ own, served, tried, since, faulty, live }: Running, now: number): boolean => {
  if (!live) return false;
  if (now - since >= DAY) return true;
  const again = tried === null || now - tried.at >= PATIENCE;
  if (faulty) return again;
  if (own === null || served === null || own === served) return false;
  return tried?.build !== served || again;
};
