/** Every address of the page that has a view without anything being there yet. */
export const VIEWS = [
  '/experiments',
  '/compare',
  '/trash',
  '/new',
  '/queue',
  '/datasets',
  '/learn',
  '/settings',
  '/nowhere',
]
