import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

type Audit = {
  /** A selector: what lies outside is not looked at. */
  within?: string
  /** These rules alone, or all but these. */
  only?: string[]
  without?: string[]
}

/** What axe objects to on a page that has come to rest, as rule and place. What fades in is paler than it will be. */
export async function axeViolations(page: Page, { within, only, without }: Audit = {}): Promise<string[]> {
  await page.evaluate(async () => {
    const endless = (animation: Animation) => animation.effect!.getComputedTiming().endTime === Infinity
    const running = document.getAnimations().filter((animation) => !endless(animation))
    await Promise.allSettled(running.map(({ finished }) => finished))
  })
  const axe = new AxeBuilder({ page })
  if (within !== undefined) axe.include(within)
  if (only !== undefined) axe.withRules(only)
  if (without !== undefined) axe.disableRules(without)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => [`${id} (${help})`, target.join(' '), any[0]?.message].join(': ')),
  )
}
