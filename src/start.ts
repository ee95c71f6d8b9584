import { main } from './main';

void main({ receiver: true, worker: true });
