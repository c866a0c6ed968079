import type { ArmLook } from '../../../domain/arm-look.ts'
import type { EChartsOption } from './echarts.ts'

/**
 * A chart that can leave the app: what `FigureMenu` saves as SVG, PNG, PDF and CSV. A figure of several panels is one
 * picture with one legend. It is made when it is asked for, from the same options that the canvases draw.
 */
export type Figure = {
  /** A few words, printed above the panels; files are named after it. */
  title: string
  caption: FigureCaption
  panels: FigurePanel[]
  /** How many panels stand beside each other on the screen. */
  across: number
  /** The key to the lines that all panels share; empty where the panels explain themselves. */
  legend: FigureLegendItem[]
  /** Exactly what the panels draw, in full precision. */
  table: FigureTable
}

export type FigurePanel = {
  /** Empty where the figure's title says it. */
  title: string
  /** As the canvas has it: colours may be style variables such as `var(--arm-batch)`. */
  option: EChartsOption
  /** The size on the screen, in pixels. */
  width: number
  height: number
}

export type FigureLegendItem = { label: string; look: ArmLook }

/** What must be known of a figure that lies alone on a desk. */
export type FigureCaption = {
  /** What is shown, in a sentence. */
  what: string
  /** Of how many: “N = 5 seeds for each arm and batch size.” */
  count: string
  /** Which interval is drawn, in a sentence; that none is, where none is. */
  interval: string
  /** What was done to the numbers, in sentences: smoothing, the part that is shown, a logarithmic axis. */
  notes: string
  experiments: { id: string; name: string }[]
  runIds: string[]
}

/** A row for each number that is drawn; columns are named, with their unit where they have one. */
export type FigureTable = { columns: FigureColumn[]; rows: FigureCell[][] }
export type FigureColumn = { name: string; unit: string | null }
/** Null for none. A number that is not finite breaks the line where it stands. */
export type FigureCell = string | number | null

/** Which program wrote a figure, and when. */
export type FigureStamp = { version: string; date: Date }
