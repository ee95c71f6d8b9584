/** What a person does on the page. */
import { z } from 'zod';
import type { Customer } from '../../sandbox';
import { sweepByHand } from '../../simulation/sweeping';
import { type Selection, type Stage, sceneOf } from './scene';
import { nextMondayAtNine } from './timekeeper';
import { type Language, words } from './words';

const text = z.string().trim().min(1).max(4_096);

export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('write'), text }),
  z.object({ act: z.literal('tap'), text, payload: text }),
  z.object({ act: z.literal('mail') }),
  z.object({ act: z.literal('reply'), text }),
  z.object({ act: z.literal('status'), status: z.enum(['open', 'pending', 'hold', 'solved']) }),
  z.object({ act: z.literal('macro'), title: text }),
  z.object({ act: z.literal('clock'), to: z.enum(['hour', 'windowEnd', 'monday']) }),
  z.object({ act: z.literal('lose'), on: z.enum(['yes', 'no']) }),
  z.object({ act: z.literal('template'), name: text, language: text, paused: z.enum(['yes', 'no']) }),
]);
export type Act = z.infer<typeof actSchema>;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Resolves when Ventana has done what follows from it. @throws {Error} when it cannot be done, in words */
export async function perform(stage: Stage, selection: Selection, act: Act): Promise<void> {
  const { world, keeper, accidents } = stage;
  const { sandbox } = world;
  const scene = sceneOf(stage, selection);
  if (!scene) throw new Error('There is no such customer');
  const { customer } = scene;
  const ticket = (): string => {
    if (!scene.ticket) throw new Error(words[selection.language].ticket.none);
    return scene.ticket.id;
  };
  switch (act.act) {
    case 'write':
      return keeper.after(() => void sandbox.customerWrites(customer, act.text, accidents.take()));
    case 'tap':
      return keeper.after(() =>
        sandbox.customerTaps(customer, { text: act.text, payload: act.payload, as: 'message' }),
      );
    case 'mail': {
      const { subject } = words[selection.language].ticket;
      return keeper.after(() => void sandbox.addTicket({ requester: customer, channel: 'email', subject }));
    }
    case 'reply':
      return keeper.after(() => void sandbox.agentReplies(ticket(), act.text, accidents.take()));
    case 'status':
      return keeper.after(() => sandbox.agentSets(ticket(), act.status, accidents.take()));
    case 'macro':
      return keeper.after(() => sandbox.agentAppliesMacro(ticket(), act.title, accidents.take()));
    case 'clock':
      return keeper.move(
        (now) => timeOf(act.to, now, scene.phone.windowClosesAt),
        () => sweepAfterLoss(stage),
      );
    case 'lose':
      accidents.losing = act.on === 'yes';
      return;
    case 'template':
      return accidents.pauseTemplate(act.name, act.language, act.paused === 'yes');
  }
}

/** As the schedule does, which runs on the server's own clock; where nothing was lost, a sweep would find nothing. */
async function sweepAfterLoss({ world, accidents }: Stage): Promise<void> {
  if (!accidents.lost) return;
  accidents.lost = false;
  await sweepByHand(world);
}

/** A minute after the window has closed. A window that is closed already, or that there never was: stay. */
function timeOf(to: 'hour' | 'windowEnd' | 'monday', now: number, windowClosesAt = 0): number | undefined {
  if (to === 'hour') return now + HOUR_MS;
  if (to === 'monday') return nextMondayAtNine(now);
  return windowClosesAt > now ? windowClosesAt + MINUTE_MS : undefined;
}

const NAMES: Record<Language, string[]> = {
  es: ['Carmen Díaz', 'Pablo Rey', 'Inés Mora', 'Luis Cano', 'Rosa Gil'],
  en: ['Emma Clarke', 'Jack Miller', 'Olivia Brown', 'Harry Young', 'Grace Hall'],
};

/** Makes customers, each with a name and a number of their own. */
export function casting({ world: { sandbox } }: Stage): (language: Language) => Customer {
  let made = 0;
  return (language) => {
    const names = NAMES[language];
    const name = names[made % names.length] ?? '';
    made += 1;
    return sandbox.addCustomer({
      name: made > names.length ? `${name} ${made}` : name,
      phone: `+346001002${String(made).padStart(2, '0')}`,
      locale: language === 'es' ? 'es-ES' : 'en-GB',
    });
  };
}
