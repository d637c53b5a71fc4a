/**
 * What the component library is told at build time: our colour names and the few of its parts' measures that differ.
 * The colours themselves stand in face.css, read by the library as `--color-<name>-<shade>`.
 */
export const theme = {
  colors: {
    primary: 'harbor',
    secondary: 'harbor',
    neutral: 'ink',
    success: 'moss',
    warning: 'ochre',
    error: 'brick',
    info: 'harbor',
  },
  button: {
    slots: {
      base: 'rounded-md font-medium pointer-coarse:min-h-11 disabled:cursor-default aria-disabled:cursor-default',
    },
    variants: {
      // A finger's width too, where there is no word to widen it.
      square: { true: 'pointer-coarse:min-w-11 pointer-coarse:justify-center' },
      size: {
        sm: { base: 'px-2 py-1 text-xs gap-1.5 min-h-7', leadingIcon: 'size-4', trailingIcon: 'size-4' },
        md: { base: 'px-2.5 py-1 text-sm gap-1.5 min-h-7', leadingIcon: 'size-4', trailingIcon: 'size-4' },
        lg: { base: 'px-3 py-1.5 text-base gap-2 min-h-9', leadingIcon: 'size-4', trailingIcon: 'size-4' },
      },
    },
    // Under the pointer the library's own is too pale for the words on it.
    compoundVariants: [
      { color: 'primary' as const, variant: 'solid' as const, class: 'hover:bg-primary/90 active:bg-primary/90' },
    ],
    defaultVariants: { color: 'neutral' as const, variant: 'outline' as const },
  },
  input: {
    // Under 16 px a phone zooms into the field at each touch.
    slots: { base: 'rounded-md pointer-coarse:text-lg pointer-coarse:min-h-11' },
    variants: {
      size: { md: { base: 'px-2.5 py-1 text-sm min-h-8', leadingIcon: 'size-4', trailingIcon: 'size-4' } },
      // Without a frame of its own it has one while it is typed in.
      variant: { none: 'focus-visible:ring-2 focus-visible:ring-inset focus-visible:ring-primary' },
    },
  },
  textarea: { slots: { base: 'rounded-md pointer-coarse:text-lg pointer-coarse:min-h-11' } },
  select: { slots: { base: 'rounded-md pointer-coarse:text-lg pointer-coarse:min-h-11' } },
  selectMenu: { slots: { base: 'rounded-md pointer-coarse:text-lg pointer-coarse:min-h-11' } },
  formField: {
    slots: {
      label: 'block font-medium text-toned text-sm',
      error: 'mt-1 text-error text-xs',
      help: 'mt-1 text-muted text-xs',
    },
  },
  modal: {
    slots: {
      overlay: 'fixed inset-0 bg-(--face-veil)',
      content: 'rounded-lg ring ring-default shadow-lg',
      header: 'px-4 py-3 sm:px-4 min-h-12',
      close: 'absolute top-2.5 end-2.5 pointer-coarse:top-0.5 pointer-coarse:end-0.5',
      body: 'p-4 sm:p-4',
      footer: 'px-4 py-3 sm:px-4 justify-end',
      title: 'text-lg font-semibold',
    },
  },
  slideover: {
    slots: {
      overlay: 'fixed inset-0 bg-(--face-veil)',
      header: 'px-4 py-3 sm:px-4 min-h-12',
      close: 'absolute top-2.5 end-2.5 pointer-coarse:top-0.5 pointer-coarse:end-0.5',
      title: 'text-lg font-semibold',
      body: 'p-4 sm:p-4',
      footer: 'px-4 py-3 sm:px-4',
    },
  },
  dropdownMenu: {
    slots: {
      content: 'min-w-48 max-w-[calc(100vw-1rem)] rounded-lg',
      itemDescription: 'whitespace-normal',
      label: 'font-normal text-muted',
    },
    variants: {
      size: {
        md: {
          label: 'px-2.5 py-1.5',
          item: 'px-2 py-1.5 gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center',
          itemLeadingIcon: 'size-4',
          itemTrailingIcon: 'size-4',
        },
      },
    },
  },
  tooltip: {
    slots: { content: 'rounded-md bg-inverted text-inverted ring-0 h-auto min-h-6 py-1 max-w-72 whitespace-normal' },
  },
  // By touch the whole of it is the target: the box, its name and what is said of it. The box itself lies above that, for
  // who presses it by its role. A box without its name beside it is touched around it as well.
  checkbox: {
    slots: {
      root: 'pointer-coarse:has-[label]:min-h-11 pointer-coarse:not-has-[p]:items-center pointer-coarse:not-has-[label]:[&_[role=checkbox]]:before:absolute pointer-coarse:not-has-[label]:[&_[role=checkbox]]:overflow-visible pointer-coarse:not-has-[label]:[&_[role=checkbox]]:before:-inset-3.5',
      indicator: 'rounded-[inherit]',
      base: 'rounded-sm pointer-coarse:relative pointer-coarse:z-1',
      label: 'pointer-coarse:after:absolute pointer-coarse:after:inset-0',
    },
  },
  radioGroup: {
    slots: {
      item: 'relative pointer-coarse:min-h-11 pointer-coarse:items-center',
      base: 'pointer-coarse:relative pointer-coarse:z-1',
      label: 'pointer-coarse:after:absolute pointer-coarse:after:inset-0',
    },
  },
  // Seen as it is, touched around it as well.
  switch: {
    slots: {
      base: 'relative pointer-coarse:before:absolute pointer-coarse:before:-inset-x-1.5 pointer-coarse:before:-inset-y-3.5',
    },
  },
  kbd: { base: 'rounded-sm font-sans' },
};
