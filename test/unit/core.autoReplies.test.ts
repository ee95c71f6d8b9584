/**
 * W1: the rows once more, with a bot that answers every message of the customer. Its webhooks do not tell it from a person;
 * only message lists do. What these files say of a quiet account must hold here too.
 */
import '../support/botAnswersEveryStory';
import './core.answers.test';
import './core.consent.test';
import './core.display.test';
import './core.doubt.test';
import './core.end.test';
import './core.failures.test';
import './core.followUp.test';
import './core.notes.test';
import './core.optOut.test';
import './core.proactive.test';
import './core.properties.test';
import './core.reopening.test';
import './core.solveAfter.test';
import './core.stage.test';
import './core.warning.test';
