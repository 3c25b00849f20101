/** Whether a name can be one to sign in with: what every keyboard types, and nobody mistakes for another. */
export const isUsername = (text: string): boolean => /^[a-z][a-z0-9._-]{2,31}$/.test(text);
