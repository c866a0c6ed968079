import type { End } from './broker.ts'

/** From the main process to a utility process, over Node's channel between them. */
export type ToChild =
  | { type: 'parent'; bytes: Uint8Array; ports: End[] }
  | { type: 'message'; end: End; bytes: Uint8Array }
  | { type: 'closed'; end: End }

export type FromChild =
  | { type: 'parent'; bytes: Uint8Array }
  | { type: 'send'; end: End; bytes: Uint8Array }
  | { type: 'start'; end: End }
  | { type: 'close'; end: End }

/** From the main process to the preload of a document, as text of the codec. */
export type ToPreload =
  | { type: 'ipc'; channel: string; args: unknown[]; ports: End[] }
  | { type: 'message'; end: End; value: unknown }
  | { type: 'closed'; end: End }

export type FromPreload =
  | { type: 'ipc'; channel: string; args: unknown[] }
  | { type: 'send'; end: End; value: unknown }
  | { type: 'start'; end: End }
  | { type: 'close'; end: End }
  | { type: 'fault'; text: string }
