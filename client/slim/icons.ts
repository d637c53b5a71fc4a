import { defineComponent, h } from 'vue';

type Drawing = {
  readonly body: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
};
const drawings = new Map<string, Drawing>();

/** Names are asked for with a hyphen and bundled with a colon. */
export const addIcon = (name: string, drawing: Drawing): void => void drawings.set(name.replace(':', '-'), drawing);
export const iconLoaded = (name: string): boolean => drawings.has(name);

/** A bundled icon, as large as the text around it unless told otherwise; one that is not there is an empty place. */
export const Icon = defineComponent({
  props: {
    icon: String,
    width: [String, Number],
    height: [String, Number],
    mode: String,
    customise: null,
    ssr: Boolean,
  },
  setup: (props) => () => {
    const drawing = drawings.get(props.icon?.replace(':', '-') ?? '');
    if (!drawing) return h('span');
    const { body, left = 0, top = 0, width = 24, height = 24 } = drawing;
    return h('svg', {
      xmlns: 'http://www.w3.org/2000/svg',
      'aria-hidden': true,
      role: 'img',
      width: props.width ?? '1em',
      height: props.height ?? '1em',
      viewBox: `${left} ${top} ${width} ${height}`,
      innerHTML: body,
    });
  },
});
