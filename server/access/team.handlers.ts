import { create } from '../../shared/access/team/team.rules.ts';
import { handle } from '../write/handlers.ts';

handle('team.create', {
  load: async () => ({ target: null }),
  decide: (_, input, moment) => create(input, moment),
});
