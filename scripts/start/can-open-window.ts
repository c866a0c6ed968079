/** Why a program of this process can't open a window on this machine, as half a sentence; null when it can. */
export function windowObstacle(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string | null {
  const isRemote = env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined
  if (platform === 'linux') {
    const hasDisplay = [env.DISPLAY, env.WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '')
    return hasDisplay ? null : 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)'
  }
  return isRemote ? 'this is a remote session' : null
}
