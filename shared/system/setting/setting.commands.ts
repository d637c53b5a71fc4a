import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { type SettingKey, settingKeys } from './setting.defaults.ts';

export const settingCommands = {
  'setting.set': commandOf({
    on: 'setting',
    may: 'update',
    input: v.strictObject({ key: v.picklist(settingKeys as [SettingKey, ...SettingKey[]]), value: v.unknown() }),
    writes: () => ({ setting: ['value'] }),
  }),
} as const;
