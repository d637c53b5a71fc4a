import ui from '@nuxt/ui/vue-plugin';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import './face/face.css';
import { router } from './router.ts';
import { nearestLanguage } from './words/nearest.ts';
import { i18n, keptLanguage, setLanguage } from './words/words.ts';

const kept = keptLanguage();
await setLanguage(kept ?? nearestLanguage(navigator.languages), kept !== null, false);

createApp(App).use(createPinia()).use(i18n).use(ui).use(router).mount('#app');
