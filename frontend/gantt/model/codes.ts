/** Words to their place in a list: a plain loop, since a hundred thousand calls of a callback are felt. */
export function codes(words: readonly string[], list: readonly string[]): Uint8Array {
  const code = new Map(list.map((word, i) => [word, i]));
  const found = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) found[i] = code.get(words[i]!) ?? 0;
  return found;
}
