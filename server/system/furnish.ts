import type { Progress } from '../door/context.ts';
import type { Live } from '../live/live.ts';
import type { Company } from './company.ts';
import { settingOf } from './settings.ts';
import { startingRows } from './starting.ts';

/** What an empty data folder lacks: the starting roles, and the demonstration company. */
export const furnish = async (company: Company, _live: Live, tell: (progress: Progress) => void): Promise<void> => {
  const kind = await company.store.read((query) => settingOf(query, 'company.kind'));
  if (kind !== 'none') return;
  tell({ ready: false, step: 'roles', done: 0, total: 1 });
  await startingRows(async (name, input) => String((await company.system(name, input)).id));
};
