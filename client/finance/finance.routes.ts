import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: 'review', name: 'review', component: () => import('./review/ReviewPage.vue'), meta: { title: 'nav.review' } },
  {
    path: 'invoicing',
    name: 'invoicing',
    component: () => import('./invoice/InvoicingList.vue'),
    meta: { title: 'nav.invoicing' },
  },
  {
    path: 'invoicing/:id',
    name: 'invoice-draft',
    component: () => import('./invoice/InvoiceDraft.vue'),
    meta: { title: 'nav.invoicing' },
  },
  { path: 'invoices', name: 'invoices', component: () => import('./invoice/InvoiceList.vue'), meta: { title: 'nav.invoices' } },
  {
    path: 'invoices/:id',
    name: 'invoice',
    component: () => import('./invoice/InvoicePage.vue'),
    meta: { title: 'nav.invoices' },
  },
];
