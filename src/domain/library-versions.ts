/** How the libraries that a trainer names are written. */
const NAMES: Readonly<Record<string, string>> = { node: 'Node.js', tensorflow: 'TensorFlow.js' }

/** The libraries that something was trained with, as they write their names themselves, each with its version. */
export function libraryVersions(
  versions: Readonly<Record<string, string>>,
): [name: string, version: string][] {
  return Object.entries(versions).map(([name, version]) => [NAMES[name] ?? name, version])
}
