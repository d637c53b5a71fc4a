export const pickCommands = {} as const;
