import { resistAll } from './resist-all.js';
import { REQUESTS } from './sections.js';

resistAll(REQUESTS);
