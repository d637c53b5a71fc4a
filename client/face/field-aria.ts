type Attributes = Pick<Element, 'getAttribute' | 'setAttribute' | 'removeAttribute'>;

/**
 * Tells who hears an input that it is wrong, and why. What a field around it says of it stays: that it is wrong where the field
 * has an error of its own, and its help. To be called again whenever the field has written its part.
 */
export const tellWrong = (
  input: Attributes,
  isWrong: boolean,
  why: { readonly id: string; readonly stands: boolean },
): void => {
  const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== why.id);
  const isFaulted = ids.some((id) => id.endsWith('-error'));
  if (why.stands) ids.push(why.id);
  if (ids.length > 0) input.setAttribute('aria-describedby', ids.join(' '));
  else input.removeAttribute('aria-describedby');
  input.setAttribute('aria-invalid', String(isWrong || isFaulted));
};
