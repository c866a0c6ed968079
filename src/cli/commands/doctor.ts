import { readEnvironment } from '../../host/environment.ts'
import { homeFolder } from '../../host/home-folder.ts'
import { inGibibytes } from '../../host/memory-estimate.ts'
import { probeBackends } from '../../host/probe-backends.ts'
import { EXIT } from '../exit-code.ts'
import { terminal } from '../terminal.ts'
import { wrapText } from '../text.ts'

/** Prints what there is to train with, and why the rest cannot be used. @returns the exit code */
export async function doctorCommand(): Promise<number> {
  const { out, bold, width } = terminal
  const { backends, versions } = await probeBackends()
  const environment = readEnvironment(0, versions)
  const { product } = environment
  out(`BatchNorm Workbench ${product.version}${product.commit === null ? '' : ` (${product.commit})`}`)
  out(`Node ${environment.node} on ${environment.platform}`)
  out(
    `${environment.processor}, ${environment.cores} cores, ${inGibibytes(environment.memoryBytes)} of memory`,
  )
  for (const [name, version] of Object.entries(versions)) out(`${name} ${version}`)
  out(`Data sets are in ${homeFolder()} (set BNW_HOME to change that)\n`)
  out(bold('Backends'))
  for (const { name, available, detail } of backends)
    out(wrapText(`${available ? 'yes' : 'no '}  ${name.padEnd(6)}  ${detail}`, width, 13))
  return backends.some(({ available }) => available) ? EXIT.ok : EXIT.failed
}
