/** Nothing stands here: the page has notices of its own. */
export default () => null;
