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

/** Every engine that the page runs in reads the first format; the other two only make the program larger. */
const oneFontFormat: Plugin = {
  name: 'one-font-format',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('katex.min.css')
      ? code.replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, '')
      : null,
}

/** What jsPDF would make PDFs of web pages with; ours are of drawings. */
const noPagesInPdf: Plugin = {
  name: 'no-pages-in-pdf',
  enforce: 'pre',
  resolveId: (id) => (['canvg', 'dompurify', 'html2canvas'].includes(id) ? '\0no-pages-in-pdf' : null),
  load: (id) => (id === '\0no-pages-in-pdf' ? 'export default null' : null),
}

/**
 * A filled button that is pointed at would be too pale for its text by Nuxt UI's own theme, and one that can't be pressed
 * would hardly be told from one that can. `main.css` names this file, so that these classes are made.
 */
const button = {
  slots: { base: 'disabled:opacity-50 aria-disabled:opacity-50' },
  compoundVariants: [
    {
      ...({ color: 'primary', variant: 'solid' } as const),
      class: 'hover:bg-primary/90 active:bg-primary/90',
    },
    { ...({ color: 'error', variant: 'solid' } as const), class: 'hover:bg-error/90 active:bg-error/90' },
  ],
}

/** Under the renderer, where Nuxt UI also writes its theme: the types that `vue-tsc` reads come from a build. */
const generated = 'node_modules/.nuxt-ui'

export default defineConfig({
  main: {
    build: {
      externalizeDeps: { include: ['webgpu'] },
      rolldownOptions: {
        // The program, and the processes that it starts.
        input: {
          index: 'src/main/index.ts',
          host: 'src/main/host-process.ts',
          trainer: 'src/trainer/main.ts',
        },
        // Two folders below the root, as the sources are: what they find beside themselves is found from here too.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // The sandbox runs it as one plain script.
      rolldownOptions: {
        input: 'src/preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [
      staticColors,
      oneFontFormat,
      noPagesInPdf,
      vue(),
      ui({
        router: true,
        colorMode: false,
        components: { dts: `${generated}/components.d.ts`, dirs: [] },
        autoImport: { dts: `${generated}/auto-imports.d.ts` },
        ui: { colors: { primary: 'blue', neutral: 'slate', info: 'sky', warning: 'amber' }, button },
        // By itself it reads no modules, and menus and commands are made in those.
        icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] } } },
      }),
    ],
    // Nothing is inlined: the content policy takes fonts from files only.
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'src/renderer/index.html' },
      chunkSizeWarningLimit: 1500,
    },
  },
})
