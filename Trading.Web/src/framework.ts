// Vue alone, for main.ts: whatever else needs it finds it read.
export { createApp } from 'vue';
