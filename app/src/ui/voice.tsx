import { createContext, useContext } from 'react';
import { timesIn } from '../times';
import { type Voice, wordsFor } from '../words/words';

export const VoiceContext = createContext<Voice>({
  words: wordsFor('en'),
  times: timesIn('en', undefined),
  language: 'en',
});

export const useVoice = (): Voice => useContext(VoiceContext);

/** The service's time, in milliseconds; it goes on between two answers. */
export const NowContext = createContext(0);
export const useNow = (): number => useContext(NowContext);
