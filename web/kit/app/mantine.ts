import { createTheme } from '@mantine/core'

/** Mantine in our values; what it can’t take over by theme stands in styles/floating.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'dark',
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: 6,
  components: {
    Menu: { defaultProps: { shadow: undefined, position: 'bottom-end', transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 0 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 200, transitionProps: { duration: 0 } } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
  },
})
