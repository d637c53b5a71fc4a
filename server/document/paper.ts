/** A document as the press sets it: every figure and word as it is printed, so that the template only lays it out. */
export type Paper = {
  readonly language: 'en' | 'zh-TW' | 'zh-CN';
  /** What the document is, and its number. */
  readonly title: string;
  readonly number: string;
  /** The day of the document, `YYYY-MM-DD`: the PDF's own date. */
  readonly day: string;
  readonly letterhead: { readonly name: string; readonly lines: readonly string[] };
  /** To whom it is addressed, where it is delivered. */
  readonly parties: readonly {
    readonly label: string;
    readonly name: string | null;
    readonly lines: readonly string[];
  }[];
  readonly facts: readonly Fact[];
  readonly columns: {
    readonly item: string;
    readonly quantity: string;
    readonly price: string;
    /** Null where no line has a discount: then there is no such column. */
    readonly discount: string | null;
    readonly amount: string;
  };
  readonly lines: readonly PaperLine[];
  readonly sums: readonly (Fact & { readonly strong: boolean })[];
  /** The total in formal numerals, on Chinese documents. */
  readonly formal: Fact | null;
  /** At the foot of the last page. */
  readonly closing: string | null;
};
export type Fact = { readonly label: string; readonly value: string };
export type PaperLine = {
  readonly sku: string;
  readonly name: string;
  /** Free goods or a sample. */
  readonly mark: string | null;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  readonly amount: string;
};
