import { defineStore } from 'pinia';
import type { Groups } from '../../shared/access/meet.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Binding } from '../../shared/base/condition.ts';
import type { TaxRounding } from '../../shared/sales/order/order.totals.ts';
import { keptLanguage, type Language, setLanguage } from '../words/words.ts';
import { endOwed } from './session.ts';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  /** ppm that the person may give alone. */
  readonly discountAuthority?: number;
};
export type Organisation = {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Totals on the screen are reckoned as the server reckons them. */
  readonly taxRounding: TaxRounding;
  /** For how many days an offer is valid unless its seller says otherwise. */
  readonly quoteDays: number;
};
/** As whom this session sees the product: who is signed in is then `by`, and `person` is whom they look as. */
export type Viewing = {
  readonly id: string;
  readonly kind: 'person' | 'role';
  /** The person's or the role's id. */
  readonly of: string;
  readonly name: string;
  readonly by: string;
  /** ms since 1970 UTC; it ends by itself. */
  readonly until: number;
  /** `noun action`: what they may do to some row, which says what pages they have. */
  readonly may: readonly string[];
  /** The same as rules; none where who looks reads no rules. */
  readonly deeds: readonly Rule[];
  /** Of what they see, by groups: what who looks may not. */
  readonly masked: Groups;
};
/** Whom one stands in for: the last day of it, and what one may do by that alone. */
export type StandsIn = {
  readonly id: string;
  readonly name: string;
  readonly until: string;
  readonly rules: readonly Rule[];
};
export type Me = {
  readonly person: Person;
  readonly home: string;
  /** The board that they chose to begin at instead. */
  readonly start?: string | null;
  readonly demo: boolean;
  /** Whether mail goes out, or why it does not. */
  readonly mail?: 'ready' | 'not_set_up' | 'demonstration';
  readonly organisation: Organisation;
  readonly rules: readonly Rule[];
  /** Whom the rules are bound to: what `own`, `team` and `warehouse` mean for me. */
  readonly binding: Binding;
  readonly roles?: readonly string[];
  /** Their rules are the last of `rules`. */
  readonly standsIn?: readonly StandsIn[];
  readonly viewing?: Viewing;
};

/** Who is signed in, as the server says. `known` is false until it has been asked. */
export const useMe = defineStore('me', {
  state: () => ({ me: null as Me | null, known: false }),
  getters: {
    organisation: (state): Organisation =>
      state.me?.organisation ?? {
        name: '',
        currency: 'TWD',
        taxRounding: 'document',
        quoteDays: 30,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
  },
  actions: {
    /** Asks who is signed in; null when nobody is. Rejects when the server does not answer. */
    async load(): Promise<Me | null> {
      await endOwed();
      const answer = await fetch('/api/me', { headers: { accept: 'application/json' } });
      if (answer.status !== 401 && !answer.ok) throw new Error(`/api/me answered ${answer.status}`);
      this.me = answer.status === 401 ? null : ((await answer.json()) as Me);
      this.known = true;
      if (this.me && keptLanguage() === null) await setLanguage(this.me.person.language, false, false);
      return this.me;
    },
    forget(): void {
      this.me = null;
      this.known = true;
    },
  },
});
