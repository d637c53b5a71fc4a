import * as settingRules from '../../../shared/system/setting/setting.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('setting.set', {
  load: async (tx, { key }) => {
    const [row] = await tx.lockAll('setting', { field: 'key', is: 'eq', value: key });
    return { target: row ?? null };
  },
  decide: ({ target }, input) => settingRules.set(target, input),
});
