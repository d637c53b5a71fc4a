import type { Rights } from '../../../shared/access/permit.ts';
import type { ListColumn } from '../../face/grid/columns.ts';

/** A row of any noun: a field may be missing where it is not the reader's to see. */
export type AnyRow = { readonly id: string; readonly [field: string]: unknown };
/** `spare`: offered by the chooser, not there at first; `spareFor` whom it would say nothing new. */
export type Column = ListColumn & { readonly spare?: true; readonly spareFor?: (rights: Rights) => boolean };
