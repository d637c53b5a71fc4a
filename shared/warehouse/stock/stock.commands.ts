export const stockCommands = {} as const;
