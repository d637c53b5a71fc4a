import type { ColDef, ValueFormatterParams } from 'ag-grid-community';
import type { Component } from 'vue';
import type { Day } from '../../../shared/base/day.ts';
import type { Field } from '../../../shared/base/fields.ts';
import { formatPrice } from '../../../shared/base/money.ts';
import { fieldNamed, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import Masked from '../../access/role/Masked.vue';
import { isMasked } from '../../access/viewing/masked.ts';
import { codeText } from '../../words/codes.ts';
import { words } from '../../words/words.ts';
import { amountText, percentText, quantityText } from '../figures.ts';
import BillingPill from '../parts/BillingPill.vue';
import FulfilmentTrack from '../parts/FulfilmentTrack.vue';
import HoldMark from '../parts/HoldMark.vue';
import PaymentPill from '../parts/PaymentPill.vue';
import StatusPill from '../parts/StatusPill.vue';
import { daysLate, dayText, instantShort } from '../time.ts';
import { type PropsOf, partCell } from './part-cell.ts';

type Row = Record<string, unknown>;

export type ListColumn = {
  readonly field: string;
  /** px; a column that may grow has `flex` as well. */
  readonly width?: number;
  readonly flex?: number;
  /** A finished text instead of the field's own word. */
  readonly label?: string;
  /** Stays at the left while the others scroll. The noun's title does so by itself. */
  readonly pinned?: boolean;
  /** Another part than the field's kind gives, and what it is given. */
  readonly cell?: { readonly part: Component; readonly props: PropsOf };
  /** Reddens a day that has passed, while this holds for the row. */
  readonly due?: (row: Row) => boolean;
  readonly sortable?: boolean;
};

/** What cells are told in: read once a grid; a grid is made anew with the language. */
export type CellContext = {
  readonly currency: string;
  readonly timeZone: string;
  /** ms since 1970 UTC */
  readonly now: () => number;
  readonly today: () => Day;
};

const RIGHT = new Set<Field['kind']>(['money', 'price', 'quantity', 'integer', 'ppm', 'instant']);
const WIDTHS: Partial<Record<Field['kind'], number>> = {
  money: 120,
  price: 110,
  quantity: 96,
  integer: 84,
  ppm: 84,
  day: 112,
  instant: 112,
  flag: 80,
  enum: 136,
  text: 150,
  ref: 120,
};

const currencyOf = (row: Row | undefined, context: CellContext): string =>
  typeof row?.currency === 'string' && row.currency !== '' ? row.currency : context.currency;

/** A cell's text by its field's kind. Another currency than the organisation's is written after the figure. */
export function cellText(field: Field, value: unknown, row: Row | undefined, context: CellContext): string {
  if (value === null || value === undefined) return '';
  const { language } = words;
  const currency = currencyOf(row, context);
  const foreign = currency === context.currency ? '' : ` ${currency}`;
  switch (field.kind) {
    case 'money':
      return amountText(value as number, currency) + foreign;
    case 'price':
      return formatPrice(value as number, currency) + foreign;
    case 'quantity':
      return quantityText(value as number);
    case 'integer':
      return (value as number).toLocaleString(language);
    case 'ppm':
      return `${percentText(value as number, language)} %`;
    case 'day':
      return dayText(value as string, language, context.today());
    case 'instant':
      return instantShort(value as number, context.now(), language, context.timeZone);
    case 'flag':
      return value ? '✓' : '';
    default:
      return codeText(field, value) ?? String(value);
  }
}

const pills: { readonly [field: string]: Component } = {
  payment: PaymentPill,
  fulfilment: FulfilmentTrack,
  billing: BillingPill,
};

function rendererOf(noun: NounName, name: string, field: Field): ColDef['cellRenderer'] {
  const pill = pills[name];
  if (pill) return partCell(pill, (value) => ({ value }));
  if (name === 'openHolds') return partCell(HoldMark, (value) => (value ? { count: value, compact: true } : null));
  if (field.kind === 'enum') return partCell(StatusPill, (value) => ({ noun, field: name, value }));
  return undefined;
}

function columnOf(noun: NounName, given: ListColumn, field: Field, context: CellContext): ColDef {
  const name = given.field;
  const cellRenderer = given.cell ? partCell(given.cell.part, given.cell.props) : rendererOf(noun, name, field);
  const right = RIGHT.has(field.kind) && cellRenderer === undefined;
  const isTitle = nounNamed(noun).title === name;
  const label = given.label ?? words.field(noun, name);
  return {
    colId: name,
    field: name,
    headerName: field.kind === 'money' ? `${label} ${context.currency}` : label,
    headerClass: right ? 'ag-right-aligned-header' : undefined,
    cellClass: [
      right ? 'ag-right-aligned-cell' : '',
      isTitle ? 'face-title' : '',
      cellRenderer ? 'face-part' : '',
    ].filter((one) => one !== ''),
    cellClassRules: given.due
      ? {
          'face-late': ({ value, data }) =>
            typeof value === 'string' && daysLate(value, context.today()) > 0 && (given.due?.(data) ?? false),
        }
      : undefined,
    width: given.width ?? WIDTHS[field.kind] ?? 120,
    flex: given.flex,
    minWidth: given.flex ? (given.width ?? 120) : 60,
    pinned: (given.pinned ?? isTitle) ? 'left' : undefined,
    lockPinned: true,
    // The server sorts, where the reader's rules apply; the grid only says by what.
    sortable: (given.sortable ?? true) && field.kind !== 'json' && !field.personal,
    comparator: () => 0,
    // What such a cell shows depends on more of the row than its own value.
    equals: given.cell || given.due ? () => false : undefined,
    valueFormatter: ({ value, data }: ValueFormatterParams) => cellText(field, value, data, context),
    cellRenderer,
  };
}

/** Its place, for who looks as another: the cells are not there, and neither sorted nor told. */
const maskedColumn = (column: ColDef): ColDef => ({
  ...column,
  sortable: false,
  cellClass: 'face-part',
  valueFormatter: undefined,
  cellRenderer: partCell(Masked, () => ({}), true),
});

/** The columns of a list that the reader may ever see, in order; a field that is not visible on any row has none. */
export const columnsOf = (
  noun: NounName,
  wanted: readonly ListColumn[],
  isVisible: (field: string) => boolean,
  context: CellContext,
): ColDef[] =>
  wanted.flatMap((given) => {
    const field = fieldNamed(noun, given.field);
    if (field && isVisible(given.field)) return [columnOf(noun, given, field, context)];
    return field && isMasked(noun, given.field) ? [maskedColumn(columnOf(noun, given, field, context))] : [];
  });
