/** For its effect: from here on, a bot answers every message of the customer in all stories. */
import { everyStory } from './world';

everyStory.botAnswers = true;
