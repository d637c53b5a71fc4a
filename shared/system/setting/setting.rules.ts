import * as v from 'valibot';
import type { Decision } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import type { RowOf } from '../../catalogue.ts';
import { type SettingKey, settings } from './setting.defaults.ts';

/** The key gives the row its id, so that two who set it for the first time at once make one row. */
export const settingId = (key: SettingKey): string => derivedId('setting', key);

/** What the company is, and what is being made, is no choice of anybody's: the accounts of a demonstration hang on it. */
const byTheProduct = (key: SettingKey): boolean => key.startsWith('company.');

/**
 * Sets one setting. Refuses `setting.not_by_hand`, and `setting.not_fitting` for a value that is not of its form.
 * @param byProduct the product itself acts, no person
 */
export const set = (
  row: RowOf<'setting'> | null,
  { key, value }: { readonly key: SettingKey; readonly value?: unknown },
  byProduct: boolean,
): Decision => {
  if (byTheProduct(key) && !byProduct) return { refused: 'setting.not_by_hand', field: 'key', with: { key } };
  const parsed = v.safeParse(settings[key].schema as v.GenericSchema, value);
  if (!parsed.success) return { refused: 'setting.not_fitting', field: 'value', with: { key } };
  const cell = { value: parsed.output };
  if (!row) return { changes: [{ op: 'insert', noun: 'setting', id: settingId(key), set: { key, ...cell } }] };
  return { changes: [{ op: 'update', noun: 'setting', id: row.id, set: cell }] };
};
