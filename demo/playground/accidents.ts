import type { Sandbox } from '../../sandbox';

/** What the person at the page breaks. */
export interface Accidents {
  /** The webhooks of the next act are lost. */
  losing: boolean;
  /** Webhooks have been lost since the last sweep. */
  lost: boolean;
  /** For an act of the sandbox: how its webhooks go out. Calling this uses the loss up. */
  take(): { webhook?: false };
  /** @throws when there is no such template */
  pauseTemplate(name: string, language: string, paused: boolean): void;
}

export function createAccidents(sandbox: Sandbox): Accidents {
  const accidents: Accidents = {
    losing: false,
    lost: false,
    take() {
      const { losing } = accidents;
      accidents.losing = false;
      accidents.lost ||= losing;
      return losing ? { webhook: false } : {};
    },
    pauseTemplate(name, language, paused) {
      const template = sandbox.screens.templates().find((it) => it.name === name && it.language === language);
      if (!template) throw new Error(`No template ${name} (${language})`);
      sandbox.setTemplate({ ...template, status: paused ? 'PAUSED' : 'APPROVED' });
    },
  };
  return accidents;
}
