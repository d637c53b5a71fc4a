import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { theme } from './face/theme.ts';
import { fileOf, slim } from './slim.ts';

const server = `http://127.0.0.1:${process.env.CROSSDOCK_PORT || '4000'}`;

// One page, two entries: main.ts chooses at run time between the wall's and the desk's.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    slim(),
    vue(),
    ui({
      dts: true,
      experimental: { componentDetection: true },
      // The icons are bundled, so that no page asks a server elsewhere. Names composed at run time escape the scan.
      icon: {
        clientBundle: {
          scan: { globInclude: ['**/*.{vue,ts}'], globExclude: ['node_modules', 'dist', '**/*.d.ts'] },
          sizeLimitKb: 64,
        },
      },
      theme: { transitions: false },
      ui: theme,
      autoImport: { dts: 'auto-imports.d.ts' },
      components: { dts: 'components.d.ts' },
    }),
  ],
  define: { __VUE_I18N_LEGACY_API__: 'false' },
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    // Fonts as data: addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    // What loads what, for who measures it (tests/bench/load.bench.ts).
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: fileOf, debugName: 'by who loads it', includeDependenciesRecursively: false }],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
});
