/** What a table holds and would come to, as it is shown before anything is done with it. */
import type { Refusal } from '../../base/decision.ts';
import type { TableChoices } from './table.choices.ts';
import type { TableName } from './table.names.ts';

export type TableFault = { readonly line: number; readonly fault: Refusal };
export type TablePreview = {
  readonly id: string;
  readonly of: TableName;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Name of the sheet that is read, and how many others a workbook has; null for a text file. */
  readonly sheet: { readonly name: string; readonly others: number } | null;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  /** Names of the columns that this person may fill. */
  readonly offered: readonly string[];
  readonly choices: TableChoices;
  /** The columns are those of the last file of this kind. */
  readonly remembered: boolean;
  /** Columns that still have to be chosen. */
  readonly missing: readonly string[];
  readonly counts: {
    readonly rows: number;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly wrong: number;
  };
  /** The first of them, in the order of the file; `counts.wrong` counts rows. */
  readonly faults: readonly TableFault[];
  readonly moreFaults: boolean;
};
/** Faults shown at once, at most; the list as a file has all. */
export const FAULTS_SHOWN = 200;
