import { type SettingKey, type Settings, settingsFrom } from '../../shared/system/setting/setting.defaults.ts';
import type { Query } from '../store/store.ts';

/** One setting as it stands, else its default. One statement. */
export const settingOf = async <K extends SettingKey>(query: Query, key: K): Promise<Settings[K]> => {
  const found = await query.all('SELECT "key", "value" FROM "setting" WHERE "key" = ?', [key]);
  return settingsFrom(found.map((row) => ({ key: String(row.key), value: JSON.parse(String(row.value)) })))[key];
};
