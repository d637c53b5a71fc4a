import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { type SettingKey, settingKeys } from './setting.defaults.ts';

export const settingCommands = {
  'setting.set': commandOf({
    on: 'setting',
    may: 'update',
    input: v.strictObject({
      key: v.picklist(settingKeys as [SettingKey, ...SettingKey[]]),
      value: v.unknown(),
      /** What the new value was made from; another that stands by now is not overwritten. Absent: whatever stands. */
      from: v.optional(v.unknown()),
    }),
    writes: () => ({ setting: ['value'] }),
  }),
} as const;
