export const productCommands = {} as const;
