export const priceCommands = {} as const;
