import { writeFileSync } from 'node:fs';

// Preloaded into the measured process: only it knows its own peak. Linux and macOS both give kilobytes here.
process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS));
});
