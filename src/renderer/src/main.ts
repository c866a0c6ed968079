import ui from '@nuxt/ui/vue-plugin'
import { setCustomIconsLoader } from '@iconify/vue'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import * as z from 'zod/mini'
import App from './app.vue'
import { keepConnected } from './host.ts'
import { router } from './router.ts'
import './styles/main.css'

// Every icon is in the bundle; the usual loader would ask a server on the internet for one that is not.
setCustomIconsLoader(() => null, 'lucide')

// Its usual way compiles checks at run time, which the content policy refuses and reports.
z.config({ jitless: true })

keepConnected()
createApp(App).use(createPinia()).use(router).use(ui).mount('#app')
