/** Whether shortcuts are pressed with Cmd. */
export const isMac = (window.shell?.platform ?? navigator.userAgent)
  .toLowerCase()
  .includes(window.shell ? 'darwin' : 'macintosh')
