import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `word` was probably meant to be: the same in another case, or at most two letters different (one
 * in a very short word).
 */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const limit = word.length < 4 ? 1 : 2;
  return candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((found) => found.distance <= limit)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}
