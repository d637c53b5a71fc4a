export const settingCommands = {} as const;
