let shown: HTMLIFrameElement | null = null

/**
 * Opens the browser's print dialog over a report, in a frame that nobody sees. This page's content policy holds in the
 * frame too and refuses styles that are written in a document; those that a script gives it are ours.
 */
export async function printReport(html: string): Promise<void> {
  shown?.remove()
  shown = await emptyFrame()
  const frame = shown.contentWindow as Window & typeof globalThis
  show(new DOMParser().parseFromString(html, 'text/html'), frame)
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

function show(report: Document, frame: Window & typeof globalThis): void {
  const { document } = frame
  const style = new frame.CSSStyleSheet()
  style.replaceSync(Array.from(report.querySelectorAll('style'), ({ textContent }) => textContent).join('\n'))
  const own = Array.from(report.body.querySelectorAll<HTMLElement | SVGElement>('[style]'), (element) => {
    const text = element.getAttribute('style')!
    element.removeAttribute('style')
    return { element, text }
  })
  for (const script of report.querySelectorAll('script')) script.remove()
  document.title = report.title
  document.documentElement.lang = report.documentElement.lang
  document.adoptedStyleSheets = [style]
  document.body.replaceWith(document.adoptNode(report.body))
  for (const { element, text } of own) element.style.cssText = text
}
