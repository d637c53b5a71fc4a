export const exportLogCommands = {} as const;
