/** What a scan sounds like: short, told apart without looking, made by the browser so that nothing is fetched. */
import { useStorage } from '@vueuse/core';

export type Sound = 'count' | 'full' | 'place' | 'stop';
type Note = { readonly at: number; readonly hertz: number; readonly seconds: number; readonly shape: OscillatorType };

const note = (at: number, hertz: number, seconds: number, shape: OscillatorType = 'sine'): Note => ({
  at,
  hertz,
  seconds,
  shape,
});
const sounds: { readonly [sound in Sound]: readonly Note[] } = {
  count: [note(0, 1480, 0.07)],
  place: [note(0, 880, 0.07)],
  full: [note(0, 1175, 0.08), note(0.09, 1760, 0.14)],
  stop: [note(0, 185, 0.16, 'square'), note(0.2, 147, 0.28, 'square')],
};
/** How it shakes a phone, ms. */
const shakes: { readonly [sound in Sound]: readonly number[] } = {
  count: [20],
  place: [20],
  full: [30, 40, 30],
  stop: [180, 60, 180],
};
const LOUD = 0.16;

let context: AudioContext | null = null;
const on = useStorage('crossdock.sound', true);

const play = (notes: readonly Note[]): void => {
  context ??= new AudioContext();
  // Until the first key or touch a browser keeps silent; a scan is keys.
  if (context.state === 'suspended') void context.resume();
  for (const { at, hertz, seconds, shape } of notes) {
    const from = context.currentTime + at;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = shape;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(shape === 'square' ? LOUD / 2 : LOUD, from);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
    tone.connect(gain).connect(context.destination);
    tone.start(from);
    tone.stop(from + seconds);
  }
};

export const sounding = on;
export const sound = (which: Sound): void => {
  if (!on.value) return;
  try {
    play(sounds[which]);
  } catch {
    // A device without sound still shows the colour.
  }
  if ('vibrate' in navigator) navigator.vibrate([...shakes[which]]);
};
