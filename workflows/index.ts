export { pause } from './pause';
export { sweep } from './sweep';
export { ticket } from './ticket';
export { turns } from './turns';
export { turnsLane } from './turnsLane';
