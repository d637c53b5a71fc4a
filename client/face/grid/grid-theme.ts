import { createPart, themeQuartz } from 'ag-grid-community';

/** What no list of ours shows, its rules being asked of every cell all the same: fields, buttons, tabs, drop zones. */
const LEFT_OUT = ['inputStyle', 'buttonStyle', 'tabStyle', 'columnDropStyle'];
const bare = LEFT_OUT.reduce((theme, feature) => theme.withPart(createPart({ feature })), themeQuartz);

/** The grid in our face: hairlines between rows, no box of its own, figures of the page. Flips with `.dark` by the variables. */
export const gridTheme = bare.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 400,
  backgroundColor: 'var(--ui-bg)',
  foregroundColor: 'var(--ui-text)',
  textColor: 'var(--ui-text)',
  accentColor: 'var(--ui-primary)',
  borderColor: 'var(--ui-border)',
  headerBackgroundColor: 'var(--ui-bg)',
  headerTextColor: 'var(--ui-text-muted)',
  headerCellHoverBackgroundColor: 'var(--face-hover)',
  headerColumnResizeHandleColor: 'transparent',
  selectedRowBackgroundColor: 'var(--face-mark)',
  valueChangeValueHighlightBackgroundColor: 'color-mix(in oklab, var(--ui-primary) 18%, transparent)',
  rowBorder: { style: 'solid', width: 1, color: 'var(--ui-border)' },
  headerRowBorder: { style: 'solid', width: 1, color: 'var(--ui-border)' },
  pinnedColumnBorder: { style: 'solid', width: 1, color: 'var(--ui-border)' },
  columnBorder: false,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  borderRadius: 3,
  rowHeight: 36,
  headerHeight: 34,
  cellHorizontalPadding: 12,
  iconSize: 14,
  checkboxBorderRadius: 3,
  checkboxBorderWidth: 1,
  checkboxUncheckedBorderColor: 'var(--ui-text-dimmed)',
  focusShadow: 'none',
});
