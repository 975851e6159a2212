import { writeFileSync } from 'node:fs';

// Preloaded into the measured process: only it knows what it used. Linux and macOS both give kilobytes.
process.on('exit', () => {
  const usage = { peak: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
});
