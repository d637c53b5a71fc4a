import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput } from '../../base/input.ts';
import { exportFormats } from './export_log.fields.ts';

export const QUERY_MAX = 4_000;

export const exportLogCommands = {
  /** Written before the first byte of an export leaves; `personId` is who takes it. */
  'export_log.write': commandOf({
    on: 'export_log',
    may: 'create',
    internal: true,
    input: v.strictObject({
      personId: idInput,
      personName: v.string(),
      on: v.pipe(v.string(), v.maxLength(60)),
      format: v.picklist(exportFormats),
      fields: v.array(v.string()),
      query: v.pipe(v.string(), v.maxLength(QUERY_MAX)),
    }),
  }),
} as const;
