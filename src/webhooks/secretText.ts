import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are equal, in constant time; hashing first makes the lengths equal. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
