/** Set up for the tests of project `bots`: a bot answers every message of the customer in all stories. */
import { everyStory } from './world';

everyStory.botAnswers = true;
