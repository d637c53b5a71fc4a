import type { Day } from '../base/day.ts';

/** What the rules of Sales take of the moment instead of looking at a clock or a die. */
export type Acting = {
  /** ms since 1970 UTC */
  readonly now: number;
  /** In the organisation's time zone. */
  readonly today: Day;
  readonly newId: () => string;
  readonly actor: {
    readonly id: string;
    readonly name: string;
    /** ppm that the person may give alone. */
    readonly discountAuthority: number;
    /** For whom they act, as a deputy. */
    readonly behalf?: { readonly id: string; readonly name: string };
  };
};

/** A customer or product in both its names, as documents show it. */
export const fullName = ({ name, localName }: { readonly name: string; readonly localName: string | null }): string =>
  localName && localName !== name ? `${name} ${localName}` : name;
