import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, textInput } from '../../base/input.ts';
import { purposes } from './warehouse.fields.ts';

export const warehouseCommands = {
  'warehouse.create': commandOf({
    on: 'warehouse',
    may: 'create',
    input: v.strictObject({ id: v.optional(idInput), code: textInput(20), name: textInput(120) }),
    writes: () => ({ warehouse: ['code', 'name'] }),
  }),
  'location.create': commandOf({
    on: 'location',
    may: 'create',
    input: v.strictObject({
      id: v.optional(idInput),
      warehouseId: idInput,
      code: textInput(30),
      /** Place in the walk; several locations may share one. */
      sequence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      purpose: v.optional(v.picklist(purposes)),
    }),
    writes: (input) => ({
      location: ['warehouseId', 'code', 'sequence', ...(input.purpose === undefined ? [] : ['purpose'])],
    }),
  }),
} as const;
