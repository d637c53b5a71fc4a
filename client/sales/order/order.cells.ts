import { computed, nextTick, type Ref, ref } from 'vue';
import { formatPrice } from '../../../shared/base/money.ts';
import { percentText } from '../../face/figures.ts';
import { words } from '../../words/words.ts';
import type { Place } from '../edit/presence.ts';
import type { Mark } from '../timeline/timeline.ts';
import type { useLineColumns } from './order.columns.ts';
import type { OrderEditing } from './order.editing.ts';
import { type LineField, type LineView, lineFields } from './order.lines.ts';
import type { usePriceNotes } from './order.price-notes.ts';

const grouped = new Intl.NumberFormat('en');
const figuresOf = (n: number): string => grouped.format(n);

/** Opens what may be done with the line that one is on, of those within `host`. */
export const menuOfLine = (host: HTMLElement | undefined): void => {
  const line = document.activeElement?.closest('[data-line]');
  if (!line || !host?.contains(line)) return;
  const button = line.querySelector<HTMLElement>('[aria-haspopup=menu]');
  button?.focus();
  button?.click();
};

/** The editable cells of order lines: what stands in them, and how the keyboard goes from one to the next. */
export const useLineCells = (
  editing: OrderEditing,
  place: Place,
  marks: Ref<ReadonlyMap<string, Mark>>,
  host: Ref<HTMLElement | undefined>,
  toSearch: () => void,
) => {
  const currency = computed(() => editing.order.value.currency ?? 'TWD');
  const textOf = (line: LineView, field: LineField, value: unknown = undefined): string => {
    const of = value === undefined ? (line as unknown as { [name: string]: unknown })[field] : value;
    if (of === null || of === undefined) return '';
    switch (field) {
      case 'quantity':
        return figuresOf((of as number) / line.unit.factor);
      case 'unit':
        return typeof of === 'string' ? of : line.unit.code;
      case 'unitPrice':
        return formatPrice(of as number, currency.value);
      case 'discount':
        return of === 0 ? '' : percentText(of as number, words.language);
    }
  };
  /** In a unit of several, what it comes to in the base unit, in which prices are. */
  const beside = (line: LineView, field: LineField): string => {
    if (line.unit.factor === 1 || line.removed) return '';
    if (field === 'quantity' && line.quantity !== null) return `${figuresOf(line.quantity)} ${line.baseUnit}`;
    return field === 'unitPrice' && !line.free && line.unitPrice !== null ? `/ ${line.baseUnit}` : '';
  };
  const cellOf = (line: LineView, field: LineField) => {
    const wrong = editing.textOf(line.id, field);
    return {
      text: wrong ?? textOf(line, field),
      wrong: wrong !== undefined,
      // While an order is being entered everything is new; afterwards what is not saved yet stands out.
      dirty: !editing.isEntered.value && (line.added !== null || line.edits.has(field)),
      who: line.row ? place.who(field, line.id) : '',
      mark: marks.value.get(`${line.id} ${field}`)?.name,
      contested: line.contested.has(field),
      theirs: line.contested.has(field) ? textOf(line, field, line.contested.get(field)) : '',
      cell: `${line.id} ${field}`,
      end: field !== 'unit',
      placeholder: field === 'discount' ? '0' : undefined,
      label: words.partOf(words.field('order_line', field), line.sku),
      options:
        field === 'unit'
          ? line.units.map(({ code, factor }) => ({
              value: code,
              label: factor === 1 ? code : `${code} ${figuresOf(factor)}`,
            }))
          : undefined,
    };
  };

  /** On a phone one line at a time is open for editing. */
  const open = ref('');
  /** A line in one row of text: 4 BOX × 96 −5 %. */
  const summary = (line: LineView, priced: boolean): string => {
    const quantity = line.quantity === null ? '' : `${textOf(line, 'quantity')} ${line.unit.code}`;
    if (!priced || line.free || line.unitPrice === null || line.unitPrice === undefined) return quantity;
    const inBase = line.unit.factor === 1 ? '' : ` / ${line.baseUnit}`;
    const discount = textOf(line, 'discount');
    return `${quantity} × ${textOf(line, 'unitPrice')}${inBase}${discount ? ` −${discount} %` : ''}`;
  };
  const focus = async (lineId: string, field: LineField): Promise<void> => {
    await nextTick();
    host.value?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${lineId} ${field}`)}"]`)?.focus();
  };
  const fieldsOf = (line: LineView): readonly LineField[] =>
    lineFields.filter((field) => editing.mayEditLine(line, field));
  /** Where a line that was just entered is gone on with. */
  const begin = async (lineId: string): Promise<void> => {
    open.value = lineId;
    await nextTick();
    await focus(lineId, 'quantity');
  };
  const step = (line: LineView, field: LineField, by: number): void => {
    const lines = editing.views.value.filter((one) => fieldsOf(one).includes(field));
    const next = lines[lines.findIndex(({ id }) => id === line.id) + by];
    if (next) void focus(next.id, field);
    else if (by > 0) toSearch();
  };
  /** Enter goes on to the next field and at the end to the next line; arrows keep the column; Escape takes the edit back. */
  const move = (line: LineView, field: LineField, event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !mod) {
      event.preventDefault();
      const fields = fieldsOf(line);
      // While entering, a quantity is all that most lines need: the next product at once; Tab goes to the price.
      const isDone = event.shiftKey || (editing.isEntered.value && field === 'quantity');
      const next = isDone ? undefined : fields[fields.indexOf(field) + 1];
      if (next) void focus(line.id, next);
      else toSearch();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !(event.target instanceof HTMLSelectElement)) {
      event.preventDefault();
      step(line, field, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && (line.edits.has(field) || editing.textOf(line.id, field) !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      editing.chooseTheirs(field, line);
      (event.target as HTMLElement).blur();
      void focus(line.id, field);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && mod) {
      event.preventDefault();
      const lines = editing.views.value;
      const at = lines.findIndex(({ id }) => id === line.id);
      editing.removeLine(line);
      const neighbour = lines[at + 1] ?? lines[at - 1];
      if (neighbour) void focus(neighbour.id, field);
      else toSearch();
    }
  };
  return {
    cellOf,
    textOf,
    beside,
    summary,
    open,
    isEditable: (line: LineView) => fieldsOf(line).length > 0,
    move,
    begin,
    focus,
    currency,
  };
};

export type CellHandlers = { readonly [name in 'mine' | 'theirs' | 'at' | 'leave']: () => void } & {
  type(text: string): void;
  move(event: KeyboardEvent): void;
};
/** What all lines of a table share. */
export type LineTable = Pick<ReturnType<typeof useLineCells>, 'cellOf' | 'textOf' | 'beside' | 'currency'> & {
  readonly editing: OrderEditing;
  readonly marks: Ref<ReadonlyMap<string, Mark>>;
  readonly columns: ReturnType<typeof useLineColumns>;
  readonly fields: Ref<readonly LineField[]>;
  readonly on: (line: LineView, field: LineField) => CellHandlers;
  readonly notesOf: ReturnType<typeof usePriceNotes>;
};
