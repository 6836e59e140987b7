/** Actions are written `getItem` in a resource and `GetItem` in an API. */
export const capitalize = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
