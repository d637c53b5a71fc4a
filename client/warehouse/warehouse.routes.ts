import type { RouteRecordRaw } from 'vue-router';
import { beginCounts } from './desk-counts.ts';
import './found.ts';

beginCounts();

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
  { path: 'stock', name: 'stock', component: () => import('./stock/StockList.vue'), meta: { title: 'nav.stock' } },
  {
    path: 'stock/receive',
    name: 'receive',
    component: () => import('./stock/ReceivePage.vue'),
    meta: { title: 'goodsIn.title' },
  },
  {
    path: 'stock/:id',
    name: 'stock-product',
    component: () => import('./stock/StockProduct.vue'),
    props: true,
    meta: { title: 'nav.stock' },
  },
  {
    path: 'expected',
    name: 'expected',
    component: () => import('./expected/ExpectedPage.vue'),
    meta: { title: 'nav.expected' },
  },
  {
    path: 'movements',
    name: 'movements',
    component: () => import('./stock/MovementList.vue'),
    meta: { title: 'nav.movements' },
  },
];
