import type { Refusal } from '../../shared/base/decision.ts';

/** A refusal found while loading; `perform` turns it back into a value. Never an error of the product. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}
