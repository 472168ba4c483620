window.heard = []
for (const name of ['navigated', 'jobChanged', 'settingsChanged']) {
  window.tributary.on(name, (payload) => window.heard.push([name, payload]))
}
