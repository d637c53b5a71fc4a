/** Characters of a password, at least; both ends say and keep the same. */
export const PASSWORD_AT_LEAST = 12;
