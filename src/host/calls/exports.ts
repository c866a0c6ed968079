import type { HostHandlers } from '../../contract/host.ts'
import { exportFiles, writeFiles, type ExportSource, type Pieces } from '../export/export-files.ts'
import type { HostContext } from './host-context.ts'

/** The calls by which experiments leave as files. */
export function exportCalls(
  context: HostContext,
): Pick<HostHandlers, Extract<keyof HostHandlers, `exports.${string}`>> {
  const source: ExportSource = { ...context, onProgress: (hint) => context.hints.exportProgress(hint) }
  return {
    'exports.write': async ({ to, ...wanted }) => {
      context.training.flush()
      return { files: await writeFiles(exportFiles(source, wanted), to) }
    },
    'exports.read': async (wanted) => {
      context.training.flush()
      const files: { name: string; bytes: Uint8Array }[] = []
      for (const { name, content } of exportFiles(source, wanted).files)
        files.push({ name, bytes: await bytesOf(content()) })
      return { files }
    },
  }
}

async function bytesOf(content: Pieces): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  return Uint8Array.from(Buffer.concat(pieces))
}
