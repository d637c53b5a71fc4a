import type { RouteRecordRaw } from 'vue-router';
import './found.ts';
import { beginCounts } from './desk-counts.ts';

beginCounts();

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
  {
    path: 'invoices',
    name: 'invoices',
    component: () => import('./invoice/InvoiceList.vue'),
    meta: { title: 'nav.invoices' },
  },
  {
    path: 'invoices/:id',
    name: 'invoice',
    component: () => import('./invoice/InvoicePage.vue'),
    meta: { title: 'nav.invoices' },
  },
  {
    path: 'receipts',
    name: 'receipts',
    component: () => import('./receipt/ReceiptList.vue'),
    meta: { title: 'nav.receipts' },
  },
  {
    path: 'receipts/new',
    name: 'receipt-new',
    component: () => import('./receipt/ReceiptNew.vue'),
    meta: { title: 'receipt.new' },
  },
  {
    path: 'receipts/:id',
    name: 'receipt',
    component: () => import('./receipt/ReceiptPage.vue'),
    meta: { title: 'nav.receipts' },
  },
  {
    path: 'receivables',
    name: 'receivables',
    component: () => import('./receivable/ReceivableList.vue'),
    meta: { title: 'nav.receivables' },
  },
];
