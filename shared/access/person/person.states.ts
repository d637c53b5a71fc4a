import { machine } from '../../base/machine.ts';

export const personStates = machine(['invited', 'active', 'suspended'], {
  activate: { from: ['invited', 'suspended'], to: 'active' },
  suspend: { from: ['invited', 'active'], to: 'suspended' },
});
