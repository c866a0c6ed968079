import { Broker } from './broker.ts'
import { MessagePortMain, PortHome } from './message-port.ts'

export const broker = new Broker()

/** The main process as a holder of ports. */
export const mainPorts = new PortHome((home) => ({
  send: (end, bytes) => broker.send(home, end, bytes),
  start: (end) => broker.start(home, end),
  close: (end) => broker.close(home, end),
}))

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    const [one, two] = broker.open(mainPorts)
    this.port1 = new MessagePortMain(mainPorts, one)
    this.port2 = new MessagePortMain(mainPorts, two)
  }
}
