/** Motion that shows what another person did: short, and none for those who asked for none. */
export const isStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A wash in the accent that leaves by itself. */
export const flash = (elements: Iterable<HTMLElement>): void => {
  for (const element of elements) {
    if (isStill()) {
      element.animate([{ outline: '2px solid var(--ui-primary)', outlineOffset: '-2px' }, {}], 1600);
      continue;
    }
    element.animate(
      [
        { backgroundColor: 'color-mix(in oklch, var(--ui-primary) 20%, transparent)' },
        { backgroundColor: 'transparent' },
      ],
      { duration: 1600, easing: 'ease-out' },
    );
  }
};

/** Longest that anything moves, ms. */
const MOVE = 150;

/**
 * Lets an element slide from where it stood to where it stands. Across lanes, which clip, a copy flies over the page
 * while the card waits; the card is washed so that the eye finds it.
 */
export const slide = (element: HTMLElement, from: DOMRect, across: boolean): void => {
  const to = element.getBoundingClientRect();
  const dx = from.left - to.left;
  const dy = from.top - to.top;
  if (across) flash([element]);
  if ((dx === 0 && dy === 0) || isStill()) return;
  const frames = [{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }];
  const timing = { duration: MOVE, easing: 'cubic-bezier(.2, 0, 0, 1)' };
  if (!across) {
    element.animate(frames, timing);
    return;
  }
  const copy = element.cloneNode(true) as HTMLElement;
  copy.removeAttribute('data-card');
  copy.inert = true;
  Object.assign(copy.style, {
    position: 'fixed',
    left: `${to.left}px`,
    top: `${to.top}px`,
    width: `${to.width}px`,
    zIndex: '50',
    background: 'var(--ui-bg)',
  });
  document.body.append(copy);
  element.style.visibility = 'hidden';
  const land = (): void => {
    copy.remove();
    element.style.visibility = '';
  };
  copy.animate(frames, timing).finished.then(land, land);
};
