import { run } from './app/run.js';
import { startService } from './app/start-service.js';
import { readAppSettings } from './settings.js';

await run(readAppSettings(), startService);
