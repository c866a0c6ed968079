import { openDataset } from '../../src/datasets/catalog.ts'

// Opens the embedded set in a process of its own: `node open-process.ts HOME`.
const { folder } = await openDataset('digits', { home: process.argv[2]! })
process.stdout.write(folder)
