// Plain JavaScript that any Node can read: the sources are TypeScript, which Node 24 runs as it is.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `BatchNorm Workbench needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      'On Linux x64 run it through npm, which brings its own: npm run bnw -- <arguments>\n' +
      'Elsewhere install Node 24 first.',
  )
  process.exit(2)
}
