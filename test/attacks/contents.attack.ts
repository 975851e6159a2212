import { resistAll } from './resist-all.js';
import { CONTENTS } from './sections.js';

resistAll(CONTENTS);
