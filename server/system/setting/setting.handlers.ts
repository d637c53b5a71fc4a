import * as settingRules from '../../../shared/system/setting/setting.rules.ts';
import { handle, SYSTEM } from '../../write/handlers.ts';

handle('setting.set', {
  load: async (tx, { key }) => {
    const [row] = await tx.lockAll('setting', { field: 'key', is: 'eq', value: key });
    return { target: row ?? null };
  },
  decide: ({ target }, input, { actor }) => settingRules.set(target, input, actor.id === SYSTEM),
});
