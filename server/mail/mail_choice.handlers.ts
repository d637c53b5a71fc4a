import { hourOf } from '../../shared/base/day.ts';
import { choose } from '../../shared/mail/mail_choice/mail_choice.rules.ts';
import { settingsIn } from '../system/setting/setting.facts.ts';
import { handle } from '../write/handlers.ts';

handle('mail_choice.set', {
  load: async (tx, _input, { actor, now, today }) => {
    const [target] = await tx.lockAll('mail_choice', { field: 'personId', is: 'eq', value: actor.id });
    const { organisation } = await settingsIn(tx);
    return { target: target ?? null, clock: { today, hour: hourOf(now, organisation.timeZone) } };
  },
  decide: choose,
});
