import { main } from './main';

void main({ receiver: false, worker: true });
