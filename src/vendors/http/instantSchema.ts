import { z } from 'zod';

/** ISO 8601 text to epoch ms. */
export const instantSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .refine(Number.isFinite, 'not a time');
