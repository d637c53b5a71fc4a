export const receivableCommands = {} as const;
