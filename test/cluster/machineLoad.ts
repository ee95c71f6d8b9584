import { loadavg } from 'node:os';

const SAMPLE_MS = 5_000;

/** Watches the machine. @returns ends it and gives the mean of the load of one minute, to one decimal place */
export function watchLoad(): () => number {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(loadavg()[0] ?? 0), SAMPLE_MS);
  return () => {
    clearInterval(timer);
    const sum = samples.reduce((total, it) => total + it, 0);
    return Math.round((10 * sum) / Math.max(1, samples.length)) / 10;
  };
}
