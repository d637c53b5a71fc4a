import type { Change, Decision } from '../../base/decision.ts';
import { edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import type { UpdateInput } from './order.change.lines.ts';
import { changeable } from './order.change.ts';

/** Fields of an order that move neither amounts nor stock nor holds: what is changed most often, and costs least. */
const plain: ReadonlySet<string> = new Set([
  'promisedOn',
  'externalNumber',
  'consignee',
  'deliveryPhone',
  'deliveryInstructions',
  'notes',
]);

/** Is it an edit of plain fields only? Then the order itself and its open picks are all that it needs. */
export const isPlainEdit = (input: UpdateInput): boolean =>
  !input.add?.length &&
  !input.change?.length &&
  !input.remove?.length &&
  Object.keys(input.set ?? {}).every((field) => plain.has(field));

/**
 * Edits plain fields of an order; its picks follow the promised day. Refuses `order.not_in_state` and
 * `order.changed_meanwhile` (`field`) as `update` does.
 */
export const updateHeader = (
  { target, picks }: { readonly target: RowOf<'order'>; readonly picks: readonly RowOf<'pick'>[] },
  input: UpdateInput,
): Decision => {
  if (!(changeable as readonly string[]).includes(target.status))
    return { refused: 'order.not_in_state', with: { status: target.status } };
  const header = edited(target, input.set ?? {});
  if ('refused' in header)
    return { refused: 'order.changed_meanwhile', field: header.field ?? '', with: { field: header.field ?? '' } };
  const { set } = header as { readonly set: Partial<RowOf<'order'>> };
  const changes: Change[] = [];
  if (Object.keys(set).length > 0) changes.push({ op: 'update', noun: 'order', id: target.id, set });
  const { promisedOn } = set;
  if (promisedOn !== undefined)
    for (const pick of picks)
      if (pick.promisedOn !== promisedOn)
        changes.push({ op: 'update', noun: 'pick', id: pick.id, set: { promisedOn } });
  return { changes, answer: { id: target.id }, why: input.why ?? null };
};
