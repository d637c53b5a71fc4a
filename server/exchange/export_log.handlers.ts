import { write } from '../../shared/exchange/export_log/export_log.rules.ts';
import { handle } from '../write/handlers.ts';

handle('export_log.write', {
  load: async () => ({}),
  decide: (_facts, input, moment) => write(input, moment),
});
