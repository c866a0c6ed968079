import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Its colours are a style sheet of ours: those that Nuxt UI adds at run time are refused by the content policy. */
const staticColors: Plugin = {
  name: 'static-colors',
  enforce: 'pre',
  load(id) {
    return id.includes('@nuxt/ui/dist/runtime/plugins/colors.js') ? 'export default { install() {} }' : null
  },
}

/** Under the renderer, where Nuxt UI also writes its theme: the types that `vue-tsc` reads come from a build. */
const generated = 'node_modules/.nuxt-ui'

export default defineConfig({
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [
      staticColors,
      vue(),
      ui({
        router: true,
        colorMode: false,
        components: { dts: `${generated}/components.d.ts`, dirs: [] },
        autoImport: { dts: `${generated}/auto-imports.d.ts` },
        ui: { colors: { primary: 'blue', neutral: 'slate', info: 'sky', warning: 'amber' } },
        icon: { clientBundle: { scan: true } },
      }),
    ],
    build: { rolldownOptions: { input: 'src/renderer/index.html' }, chunkSizeWarningLimit: 1500 },
  },
})
