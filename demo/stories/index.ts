import type { Story } from '../story';
import { answeredInTime, reminder } from './followUp';
import { lostWebhook } from './lostWebhook';
import { reopened, stillOpen } from './outOfHours';
import { contacted, noPhone, onlyOnce } from './proactive';
import { answeredAnyway, rescued, withdrawn } from './rescue';

export const stories: Story[] = [
  reminder,
  answeredInTime,
  reopened,
  stillOpen,
  contacted,
  onlyOnce,
  noPhone,
  rescued,
  withdrawn,
  answeredAnyway,
  lostWebhook,
];
