import { useEffect, useRef, useState } from 'react';
import { AT_ONCE, type Infos, readTickets } from '../../tickets';
import type { ZafClient } from '../../zaf';

/** Subjects and groups change seldom. */
const FRESH_MS = 300_000;
/** After a refusal, Zendesk is left alone. */
const PAUSE_MS = 30_000;

/** What Zendesk shows of these tickets, a hundred at a time, each once in five minutes. */
export function useInfos(client: ZafClient, ids: readonly string[]): Infos {
  const [infos, setInfos] = useState<Infos>({ known: new Map(), read: new Set(), failed: false });
  const readAt = useRef(new Map<string, number>());
  const [round, again] = useState(0);
  const key = ids.join(',');
  useEffect(() => {
    let current = true;
    let timer: number | undefined;
    const read = async (): Promise<void> => {
      for (;;) {
        const old = performance.now() - FRESH_MS;
        const wanted = ids.filter((id) => (readAt.current.get(id) ?? -Infinity) < old).slice(0, AT_ONCE);
        if (!current || wanted.length === 0) return;
        // Before the answer: if other tickets are wanted meanwhile, these are not asked for again.
        for (const id of wanted) readAt.current.set(id, performance.now());
        try {
          const news = await readTickets(client, wanted);
          setInfos(({ known, read }) => ({
            ...{ known: new Map([...known, ...news]), read: new Set([...read, ...wanted]), failed: false },
          }));
        } catch {
          for (const id of wanted) readAt.current.delete(id);
          setInfos((it) => ({ ...it, failed: true }));
          timer = window.setTimeout(() => again((it) => it + 1), PAUSE_MS);
          return;
        }
      }
    };
    void read();
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
    // `key` stands for the ids: an answer every half minute brings equal ones.
  }, [client, key, round]);
  return infos;
}
