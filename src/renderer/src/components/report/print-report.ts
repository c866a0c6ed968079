let shown: HTMLIFrameElement | null = null

/**
 * Opens the browser's print dialog over a report, in a frame that nobody sees. This page's content policy holds in the
 * frame too and refuses styles that are written in a document; those that a script gives it are ours.
 */
export async function printReport(html: string): Promise<void> {
  shown?.remove()
  shown = await emptyFrame()
  const frame = shown.contentWindow as Window & typeof globalThis
  show(html, frame)
  frame.addEventListener('afterprint', () => shown?.remove())
  frame.print()
}

async function emptyFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.className = 'fixed size-0 border-0'
  frame.tabIndex = -1
  frame.setAttribute('aria-hidden', 'true')
  // Without a type of document its tables would be laid out as those of the nineties.
  frame.srcdoc = '<!doctype html>'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  return frame
}

/** The report as it is written has its style within it, which even a document that is only read may not. */
function show(html: string, frame: Window & typeof globalThis): void {
  const { document } = frame
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? []
  const plain = html.replace(/<style>[^]*?<\/style>/, '').replaceAll(' style="', ' data-style="')
  const report = new DOMParser().parseFromString(plain, 'text/html')
  for (const script of report.querySelectorAll('script')) script.remove()
  const sheet = new frame.CSSStyleSheet()
  sheet.replaceSync(style)
  document.title = report.title
  document.documentElement.lang = report.documentElement.lang
  document.adoptedStyleSheets = [sheet]
  document.body.replaceWith(document.adoptNode(report.body))
  for (const element of document.querySelectorAll<HTMLElement | SVGElement>('[data-style]'))
    element.style.cssText = element.dataset.style!
}
