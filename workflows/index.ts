export { sweep } from './sweep';
export { ticket } from './ticket';
