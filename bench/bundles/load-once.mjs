// Loads a module in a process that has loaded nothing else, and prints how long that took in milliseconds: by the clock,
// and in processor time, which other processes on the machine do not add to.
const usedBefore = process.cpuUsage();
const startedAt = performance.now();
await import(process.argv[2]);
const duration = performance.now() - startedAt;
const { user, system } = process.cpuUsage(usedBefore);
process.stdout.write(JSON.stringify({ duration, processor: (user + system) / 1000 }), () => process.exit());
