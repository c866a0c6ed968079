/**
 * The symbols of the lesson. In formulas each is a macro that marks it with `data-symbol`; pictures mark what they draw
 * with the same attribute, so that one lights up with the other. Their colours are in learn.css.
 */
export type SymbolName =
  | 'x'
  | 'mu'
  | 'variance'
  | 'epsilon'
  | 'centered'
  | 'normalized'
  | 'gamma'
  | 'beta'
  | 'y'
  | 'upstream'
  | 'gradient'
  | 'constants'
  | 'momentum'
  | 'running'
  | 'size'

const marked = (symbol: SymbolName, tex: string): string => `\\htmlData{symbol=${symbol}}{${tex}}`

/** For KaTeX; those that take an index are the value of one example. */
export const MACROS: Record<string, string> = {
  '\\vx': marked('x', 'x_i'),
  '\\vmu': marked('mu', '\\mu_{\\mathcal B}'),
  '\\vvar': marked('variance', '\\sigma^2_{\\mathcal B}'),
  '\\vsd': marked('variance', '\\sigma_{\\mathcal B}'),
  '\\veps': marked('epsilon', '\\varepsilon'),
  '\\vcen': marked('centered', '(x_i - \\mu_{\\mathcal B})'),
  '\\vhat': marked('normalized', '\\hat x_i'),
  '\\vgam': marked('gamma', '\\gamma'),
  '\\vbet': marked('beta', '\\beta'),
  '\\vy': marked('y', 'y_i'),
  '\\vup': marked('upstream', '\\frac{\\partial\\ell}{\\partial y_i}'),
  '\\vupj': marked('upstream', '\\frac{\\partial\\ell}{\\partial y_j}'),
  '\\vgrad': marked('gradient', '\\frac{\\partial\\ell}{\\partial x_i}'),
  '\\vm': marked('size', 'm'),
  '\\vmom': marked('momentum', '\\alpha'),
  '\\vrun': marked('running', '\\mu_{\\text{run}}'),
  '\\vrunvar': marked('running', '\\sigma^2_{\\text{run}}'),
}
