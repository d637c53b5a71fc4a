import type { TimelineEntry } from '../parts/Timeline.vue';

/** What the gallery shows; made up, and shown to no one else. */
const MINUTE = 60_000;

export const galleryRows = [
  {
    id: '1',
    number: 'SO-104200',
    customer: 'Ho Ping Books 和平書局',
    total: 14_669,
    promised: '2026-11-23',
    payment: 'overdue',
    fulfilment: 'packed',
  },
  {
    id: '2',
    number: 'SO-104199',
    customer: 'Jin Long Textile 金隆紡織',
    total: 114_099,
    promised: '2026-11-28',
    payment: 'part_paid',
    fulfilment: 'shipped',
  },
  {
    id: '3',
    number: 'SO-104183',
    customer: 'Bright Dental Care',
    total: 181_151,
    promised: '2026-11-15',
    payment: 'paid',
    fulfilment: 'delivered',
  },
  {
    id: '4',
    number: 'SO-104158',
    customer: 'Formosa Kitchenware',
    total: 107_924,
    promised: '2026-12-01',
    payment: 'unpaid',
    fulfilment: 'backordered',
  },
] as const;

export type GalleryRow = (typeof galleryRows)[number];

export const galleryTimeline = (now: number): TimelineEntry[] => [
  {
    id: '4',
    at: now - 2 * MINUTE,
    who: 'Huang Pin-Jui 黃品睿',
    changes: [{ label: 'Quantity, line 2', from: '40', to: '60' }],
    why: 'Customer called',
  },
  {
    id: '3',
    at: now - 24 * MINUTE,
    who: 'Wang J.',
    text: 'Hold placed: over credit limit',
    icon: 'i-lucide-pause',
    tone: 'bad',
  },
  {
    id: '2',
    at: now - 46 * MINUTE,
    who: 'Taipei',
    text: 'Reserved 12 of WR-1180, 41 of SC-0420; 19 back-ordered',
    icon: 'i-lucide-boxes',
  },
  { id: '1', at: now - 47 * MINUTE, who: 'Lin Mei-Ling 林美玲', text: 'Submitted', icon: 'i-lucide-send' },
];
