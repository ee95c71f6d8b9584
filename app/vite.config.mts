import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Zendesk serves the page from a folder of its own: all addresses are relative to it. */
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    outDir: 'dist/package/assets',
    emptyOutDir: true,
    assetsDir: '.',
    target: 'es2022',
    rollupOptions: { input: 'iframe.html' },
  },
});
