export const invoiceCommands = {} as const;
