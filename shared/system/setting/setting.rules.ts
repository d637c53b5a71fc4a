import * as v from 'valibot';
import type { Decision } from '../../base/decision.ts';
import { edited } from '../../base/edit.ts';
import { derivedId } from '../../base/id.ts';
import type { RowOf } from '../../catalogue.ts';
import { type SettingKey, settings, settingsFrom } from './setting.defaults.ts';

/** The key gives the row its id, so that two who set it for the first time at once make one row. */
export const settingId = (key: SettingKey): string => derivedId('setting', key);

/** What the company is, and what is being made, is no choice of anybody's: the accounts of a demonstration hang on it. */
const byTheProduct = (key: SettingKey): boolean => key.startsWith('company.');

/**
 * Sets one setting. Refuses `setting.not_by_hand`, `setting.not_fitting` for a value that is not of its form, and
 * `changed_meanwhile` where another value stands by now than the one that it was made from.
 * @param byProduct the product itself acts, no person
 */
export const set = (
  row: RowOf<'setting'> | null,
  { key, value, from }: { readonly key: SettingKey; readonly value?: unknown; readonly from?: unknown },
  byProduct: boolean,
): Decision => {
  if (byTheProduct(key) && !byProduct) return { refused: 'setting.not_by_hand', field: 'key', with: { key } };
  const schema = settings[key].schema as v.GenericSchema;
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) return { refused: 'setting.not_fitting', field: 'value', with: { key } };
  if (from !== undefined) {
    const was = v.safeParse(schema, from);
    const stands = { value: settingsFrom(row ? [row] : [])[key] };
    const found = edited(stands, { value: { from: was.success ? was.output : from, to: parsed.output } });
    if ('refused' in found) return found;
  }
  const cell = { value: parsed.output };
  if (!row) return { changes: [{ op: 'insert', noun: 'setting', id: settingId(key), set: { key, ...cell } }] };
  return { changes: [{ op: 'update', noun: 'setting', id: row.id, set: cell }] };
};
