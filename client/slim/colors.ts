/** No palette: every colour of the page has a value of ours. */
export default {};
