import { type Settings, settingsFrom } from '../../../shared/system/setting/setting.defaults.ts';
import type { Transaction } from '../../write/transaction.ts';

/** All settings as they stand inside the transaction: one query. */
export const settingsIn = async (tx: Transaction): Promise<Settings> =>
  settingsFrom(await tx.find('setting', { all: [] }));
