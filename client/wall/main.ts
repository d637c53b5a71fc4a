import '@fontsource-variable/ibm-plex-sans/wght.css';
import './wall.css';
import { createApp } from 'vue';
import { nearestLanguage } from '../words/nearest.ts';
import { stayAwake } from './awake.ts';
import WallPage from './WallPage.vue';
import { fault, start } from './wall.ts';
import { speak } from './words.ts';

// Until it is paired a screen speaks as its browser does.
await speak(nearestLanguage(navigator.languages));
const app = createApp(WallPage);
// Nobody stands here who could load the page anew.
app.config.errorHandler = (error) => {
  fault();
  console.error(error);
};
app.mount('#app');
stayAwake();
start();
