export const shipmentCommands = {} as const;
