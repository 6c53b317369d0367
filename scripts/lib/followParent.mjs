// Loaded into a server by `node --import`: ends it when the process that started it is gone, however that ended.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
