import Negotiator from 'negotiator';

/**
 * Which of the media types to answer in, by the `Accept` header with its weights. The first of `available` when the
 * caller has no preference, or asks for something else: an answer in JSON helps more than none.
 */
export const preferredType = <Type extends string>(accept: string, available: readonly [Type, ...Type[]]): Type => {
  const preferred = new Negotiator({ headers: { accept } }).mediaType([...available]);
  return available.find((type) => type === preferred) ?? available[0];
};

/** The languages of an `Accept-Language` header, the best one first; none where there is no header. */
export const languagesOf = (header: string | undefined): readonly string[] =>
  header === undefined ? [] : new Negotiator({ headers: { 'accept-language': header } }).languages();
