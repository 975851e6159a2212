import { evaluate } from './evaluate.js';

process.exitCode = await evaluate(process.argv.slice(2), process);
