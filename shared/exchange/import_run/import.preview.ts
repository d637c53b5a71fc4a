/** What a file holds, as it is shown before anything is done with it. */
import type { ImportChoices } from './import.choices.ts';
import type { Fault } from './import.documents.ts';

type Some = { documents: number; lines: number };
export type Counts = {
  readonly lines: number;
  readonly documents: number;
  /** Orders that will be taken, those already here among them. */
  readonly sales: Some & { walkIn: number; priced: number; free: number; charges: number };
  readonly returns: Some;
  readonly corrections: Some;
  /** What cannot be read, or not be taken as an order: whole documents. */
  readonly refused: Some;
  /** Lines that repeat another of their document exactly; they are real, each is taken. */
  readonly repeated: number;
  /** SKUs that differ from another by upper and lower case only; they are products of their own. */
  readonly caseOnly: number;
  readonly products: number;
  readonly customers: number;
  readonly from: string | null;
  readonly to: string | null;
};
export type Charge = { readonly sku: string; readonly name: string; readonly lines: number; readonly charge: boolean };
export type FaultyLine = { readonly line: number; readonly document: string; readonly fault: Fault };

export type Preview = {
  readonly id: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Name of the sheet that is read, and how many others a workbook has; null for a text file. */
  readonly sheet: { readonly name: string; readonly others: number } | null;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly choices: ImportChoices;
  /** The choices are those of an earlier file with the same header. */
  readonly remembered: boolean;
  /** What still has to be chosen; empty when the file can be run. */
  readonly missing: readonly string[];
  readonly counts: Counts & { readonly already: number };
  /** The first of them, in the order of the documents; the list as a file has all. */
  readonly faults: readonly FaultyLine[];
  readonly moreFaults: boolean;
  readonly charges: readonly Charge[];
  readonly signature: string;
};
