import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** The window's title and what a screen reader says when the view opens. */
    title: string
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'experiments' } },
  {
    path: '/experiments',
    name: 'experiments',
    meta: { title: 'Experiments' },
    component: () => import('./views/experiments-view.vue'),
  },
  {
    path: '/trash',
    name: 'trash',
    meta: { title: 'Trash' },
    component: () => import('./views/trash-view.vue'),
  },
  {
    path: '/new',
    name: 'new',
    meta: { title: 'New experiment' },
    component: () => import('./views/new-experiment-view.vue'),
  },
  {
    path: '/experiments/:id',
    name: 'experiment',
    meta: { title: 'Experiment' },
    props: true,
    component: () => import('./views/experiment-view.vue'),
  },
  {
    path: '/runs/:id',
    name: 'run',
    meta: { title: 'Run' },
    props: true,
    component: () => import('./views/run-view.vue'),
  },
  {
    path: '/compare',
    name: 'compare',
    meta: { title: 'Compare' },
    component: () => import('./views/compare-view.vue'),
  },
  {
    path: '/queue',
    name: 'queue',
    meta: { title: 'Queue' },
    component: () => import('./views/queue-view.vue'),
  },
  {
    path: '/datasets',
    name: 'datasets',
    meta: { title: 'Data sets' },
    component: () => import('./views/datasets-view.vue'),
  },
  {
    path: '/learn',
    name: 'learn',
    meta: { title: 'Learn' },
    component: () => import('./views/learn-view.vue'),
  },
  {
    path: '/settings',
    name: 'settings',
    meta: { title: 'Settings' },
    component: () => import('./views/settings-view.vue'),
  },
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    meta: { title: 'Not found' },
    component: () => import('./views/not-found-view.vue'),
  },
]

/** The address is in the hash, so that one page serves every view, from a server and from the desktop's bundle. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes,
})

router.afterEach((to) => {
  document.title = `${to.meta.title} – BatchNorm Workbench`
})
