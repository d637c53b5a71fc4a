import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'picking', name: 'picking', component: () => import('./pick/PickQueue.vue'), meta: { title: 'nav.picking' } },
  {
    path: 'picking/:id',
    name: 'pick-list',
    component: () => import('./pick/PickPage.vue'),
    props: true,
    meta: { title: 'nav.picking' },
  },
  {
    path: 'packing',
    name: 'packing',
    component: () => import('./shipment/PackQueue.vue'),
    meta: { title: 'nav.packing' },
  },
  {
    path: 'packing/:id',
    name: 'pack-order',
    component: () => import('./shipment/PackPage.vue'),
    props: true,
    meta: { title: 'nav.packing' },
  },
  {
    path: 'packages/:id',
    name: 'packing-slip',
    component: () => import('./shipment/SlipPage.vue'),
    props: true,
    meta: { title: 'nav.packing' },
  },
  {
    path: 'shipments',
    name: 'shipments',
    component: () => import('./shipment/ShipmentList.vue'),
    meta: { title: 'nav.shipments' },
  },
  {
    path: 'shipments/:id',
    name: 'shipment',
    component: () => import('./shipment/ShipmentPage.vue'),
    props: true,
    meta: { title: 'nav.shipments' },
  },
];
