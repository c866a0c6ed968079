import { serveCommand } from './command.ts'

await serveCommand(process.argv.slice(2))
