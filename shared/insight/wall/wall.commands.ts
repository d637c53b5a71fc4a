import * as v from 'valibot';
import { languages } from '../../access/person/person.fields.ts';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, reasonInput, textInput } from '../../base/input.ts';
import { sceneNames } from './scene-names.ts';
import { wallThemes } from './wall.fields.ts';

const settings = {
  name: textInput(60),
  scenes: v.pipe(
    v.array(v.picklist(sceneNames)),
    v.minLength(1),
    v.maxLength(sceneNames.length),
    v.check((scenes) => new Set(scenes).size === scenes.length),
  ),
  language: v.picklist(languages),
  theme: v.picklist(wallThemes),
  /** Seconds. */
  pace: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(600)),
};
const warehouseId = v.nullable(idInput);

export const wallCommands = {
  /** Makes the screen that shows this code a wall. Without a role it has that of walls; to give another one is a right apart. */
  'wall.pair': commandOf({
    on: 'wall',
    may: 'pair',
    input: v.strictObject({
      code: v.pipe(v.string(), v.maxLength(40)),
      ...settings,
      warehouseId: v.optional(warehouseId),
      roleId: v.optional(v.nullable(idInput)),
    }),
    writes: ({ roleId }) => (roleId ? { wall: ['roleId'] } : {}),
    secret: true,
  }),
  'wall.update': commandOf({
    on: 'wall',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(settings.name)),
        scenes: v.optional(editOf(settings.scenes)),
        language: v.optional(editOf(settings.language)),
        theme: v.optional(editOf(settings.theme)),
        pace: v.optional(editOf(settings.pace)),
        warehouseId: v.optional(editOf(warehouseId)),
        roleId: v.optional(editOf(idInput)),
      }),
    }),
    writes: ({ set }) => ({ wall: Object.keys(set) }),
  }),
  /** Ends its identity: the screen goes blank and shows a code again. */
  'wall.revoke': commandOf({
    on: 'wall',
    may: 'revoke',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput) }),
  }),
} as const;
