export const savedViewCommands = {} as const;
