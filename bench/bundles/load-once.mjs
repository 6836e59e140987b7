// Loads a module in a process that has loaded nothing else, and prints how long that took in milliseconds.
const startedAt = performance.now();
await import(process.argv[2]);
process.stdout.write(String(performance.now() - startedAt), () => process.exit());
