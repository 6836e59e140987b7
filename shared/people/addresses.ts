/** Addresses as they are compared everywhere: lower case, each once, sorted. */
export const asAddresses = (addresses: readonly string[]): readonly string[] =>
  [...new Set(addresses.map((address) => address.trim().toLowerCase()))].sort();
