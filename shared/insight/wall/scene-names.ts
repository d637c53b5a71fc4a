/** The scenes that a wall can show; what is on them stands in scenes.ts. */
export const sceneNames = ['floor', 'sales', 'finance', 'warehouse'] as const;
export type SceneName = (typeof sceneNames)[number];
export const isScene = (name: unknown): name is SceneName => (sceneNames as readonly unknown[]).includes(name);
