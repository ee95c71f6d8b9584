import { useMemo } from 'react';
import { type Figures, figuresIn } from '../../figures';
import { useVoice } from '../voice';

export function useFigures(): Figures {
  const { locale } = useVoice().times;
  return useMemo(() => figuresIn(locale), [locale]);
}
