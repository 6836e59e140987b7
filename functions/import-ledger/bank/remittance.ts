/**
 * Joins the pieces into which a bank has cut a remittance. A piece that is full goes on in the next one, in the middle of
 * a word as like as not; after a shorter one a word ends. Where that was decided by the length there is a second reading,
 * with a blank at each cut, for a word that happened to end with its piece.
 * @param fullLength characters of a piece that is full.
 */
export const joinedWords = (pieces: readonly string[], fullLength: number): readonly string[] => {
  const joined = pieces
    .map((piece, index) => `${piece}${index < pieces.length - 1 && piece.length < fullLength ? ' ' : ''}`)
    .join('');
  const spaced = pieces.join(' ');
  const readings = [joined, spaced].map((text) => text.replace(/\s+/g, ' ').trim());
  return [...new Set(readings)];
};
