export const roleCommands = {} as const;
