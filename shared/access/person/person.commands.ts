export const personCommands = {} as const;
