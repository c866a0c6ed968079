/**
 * A process that opens a workbench, as a shell does, and makes the calls that its parent sends.
 * Arguments: database, home. Says { role } when it is open and again after it has reconnected.
 */
import { openWorkbench } from '../../src/host/open-workbench.ts'

const [database, home] = process.argv.slice(2) as [string, string]
const say = (message: object): void => void process.send!(message)

try {
  const workbench = await openWorkbench({
    ...{ database, home, checkpointEverySeconds: 0.2 },
    onReconnected: () => say({ role: workbench.role() }),
  })
  process.on('message', ({ id, call, input }: { id: number; call: string; input: object }) => {
    if (call === 'close') return void workbench.close().then(() => process.exit(0))
    workbench.api.call(call as 'queue.state', input as never).then(
      (answer) => say({ id, answer }),
      (error: unknown) => say({ id, error: { ...(error as object), message: (error as Error).message } }),
    )
  })
  process.on('disconnect', () => process.exit(0))
  say({ role: workbench.role() })
} catch (error) {
  say({ failed: (error as Error).message })
  process.exit(1)
}
