/** What a server, or the way to it, failed with. `host`: its address, or that of the proxy it is asked through. */
export const server = {
  // What it said itself.
  'server.said': '{words}.',

  // The way there.
  'server.called-off': 'The request was cancelled.',
  'server.broke-off': 'The connection to {host} broke while the answer was coming.',
  'server.refused': 'Connection refused: nothing listens at {host}.',
  'server.proxy-refused': 'Connection refused: nothing listens at the proxy {host}.',
  'server.refused.remedy': 'Is sdwui running there, with --listen, on this port?',
  'server.no-way': '{host} cannot be reached: no route.',
  'server.proxy-no-way': 'The proxy {host} cannot be reached: no route.',
  'server.no-way.remedy': 'Is the machine on, and on the same network?',
  'server.name-unknown': 'The host name of {host} is unknown.',
  'server.proxy-name-unknown': 'The host name of the proxy {host} is unknown.',
  'server.name-unknown.remedy': 'Check the spelling, or use its IP address.',
  'server.nothing-detected': '{host} answered without a picture.',
  'server.no-answer': '{host} does not answer.',
  'server.proxy-no-answer': 'The proxy {host} does not answer.',
  'server.no-answer.remedy': 'Is the machine on, and is the port open in its firewall?',
  'server.too-slow.remedy': 'Is the machine on, and is it busy with something else?',
  'server.closed': '{host} closed the connection.',
  'server.proxy-closed': 'The proxy {host} closed the connection.',
  'server.closed.remedy': 'Did sdwui stop or restart?',
  'server.unreachable': '{host} cannot be reached: {error}',
  'server.no-http': '{host} does not speak http.',
  'server.no-http.remedy': 'Is this the right port?',

  // Proxies that the environment names.
  'server.through-proxy': '{what} The request went through the proxy {proxy} from the environment.',
  'server.around-proxy':
    'If {host} is in your own network, list it in NO_PROXY (NO_PROXY={host}) and start Tributary again.',
  'server.around-proxy-or':
    'If {host} is in your own network, list it in NO_PROXY (NO_PROXY={host}) and start Tributary again. {remedy}',

  // Certificates.
  'server.self-signed': 'The certificate of {host} is self-signed.',
  'server.self-signed.remedy': 'Trust this certificate in its settings.',
  'server.expired': 'The certificate of {host} has expired.',
  'server.expired.remedy': 'Renew it, or trust exactly this certificate in its settings.',
  'server.other-name': 'The certificate of {host} is for another name.',
  'server.other-name.remedy': 'Use the name it was made for, or trust exactly this certificate.',
  'server.made-out-to': '{what} It is issued to {subject}, not to {host}.',
  'server.no-https': '{host} does not speak https.',
  'server.no-https.remedy': 'Use http:// in its address.',
  'server.not-secure': 'No secure connection to {host} is possible: {error}',
  'server.not-secure.remedy': 'Check its certificate.',
  'server.other-certificate': 'The certificate of {host} is not the one that was trusted.',
  'server.other-certificate.remedy':
    'Expected {expected}, got {seen}. If it was renewed, trust the new one in its settings; otherwise somebody may be intercepting the connection.',
  'server.certificate-missing.remedy':
    'Expected {expected}, got none. If it was renewed, trust the new one in its settings; otherwise somebody may be intercepting the connection.',

  // Passwords, and what stands in front of a server.
  'server.password-refused': '{host} rejects this user name or password.',
  'server.password-refused.remedy': 'Enter the pair given to its --api-auth.',
  'server.password': '{host} asks for a password.',
  'server.password.remedy': 'Enter the user name and password given to its --api-auth.',
  'server.sign-in-page': 'There is a sign-in page in front of {host}.',
  'server.sign-in-page.remedy':
    'Sign in at that gateway, allow this computer through, or enter the machine’s own address behind it.',
  'server.gateway-forbids': 'The gateway in front of {host} does not allow access (403).',
  'server.gateway-forbids.remedy':
    'Allow this computer through, or enter the machine’s own address behind it.',
  'server.gateway': 'The gateway in front of {host} answered {status}.',
  'server.gateway.remedy': 'Is sdwui running behind it?',
  'server.proxy-password': 'The proxy in front of {host} asks for a password.',
  'server.proxy-password.remedy':
    'Put user name and password into its address: http://user:password@proxy:3128.',

  // What answers there.
  'server.not-sdwui': '{host} answers, but not as sdwui does.',
  'server.not-sdwui.remedy': 'Is this the right address and port?',
  'server.no-api': '{host} has no sdwui API at this address.',
  'server.no-api.remedy': 'Start sdwui with --api; it may also still be starting.',
  'server.no-route': '{host} answers 404 (not found) to {path}.',
  'server.no-route.remedy':
    'It may still be starting, or was started without --api. Else something in front of it lets only some addresses through.',
  'server.without-api': 'sdwui runs at {host}, but without its API.',
  'server.without-api.remedy': 'Start it with --api (and --listen).',
  'server.sends-to': '{host} redirects to {origin} ({status}).',
  'server.sends-elsewhere': '{host} redirects elsewhere ({status}).',
  'server.sends-on.remedy': 'Use the address it redirects to.',
  'server.text-instead': 'A text came in place of pictures: {words}',
  'server.request-too-large':
    '{host}, or a gateway in front of it, takes no request as large as this one (413).',
  'server.request-too-large.remedy':
    'Use smaller pictures, or raise the limit there (client_max_body_size of nginx).',
  'server.rate-limited': '{host} accepts no more requests for now.',
  'server.busy': '{host} is busy.',
  'server.refuses': '{host} rejects the request ({status}).',
  'server.status': '{host} answered {status}.',
  'server.console.remedy': 'Its console says more.',
  'server.out-of-memory': 'The GPU is out of memory.',
  'server.out-of-memory.remedy': 'Smaller batches are tried next.',
  'server.no-pictures': '{host} answers without pictures ({status}).',
  'server.no-pictures.remedy':
    'Give the address of the server itself: one that answers when its pictures are made.',

  // Its answers.
  'server.cut-short': 'The answer of {host} ended in the middle.',
  'server.unreadable': 'The answer is not what sdwui sends: its JSON cannot be read.',
  'server.image-too-large': 'The answer is refused: one of its images is too large.',
  'server.info-too-long': 'The answer is refused: its info text is too long.',
  'server.too-much-else': 'The answer is refused: it has too much besides its images.',
  'server.too-long': 'The answer of {host} is refused: it is longer than anything sdwui sends.',
  'server.too-much': 'An answer of {host} is refused: it is too much to read.',
  'server.packing-unknown':
    'The answer is compressed as "{encoding}", which was not requested and is not supported.',
  'server.packing-unknown.remedy': 'Turn compression off at the gateway in front of the server.',
  'server.packing-wrong': 'The answer of {host} is not compressed the way it says.',
  'server.as-other-format': 'as {format}, which is not supported here',
  'server.as-broken': 'broken, as {format} that ends too soon',
  'server.as-addresses': 'as addresses',
  'server.as-something-else': 'as something other than PNG, JPEG or WebP',

  // What it can be told to do.
  'server.one-checkpoint': '{host} has one checkpoint and cannot change it.',
  'server.checkpoint-not-loaded': '{host} did not load {wanted}; it still has {loaded}.',
  'server.checkpoint-not-loaded.remedy': 'Its console says why.',
  'server.no-checkpoint-change': '{host} does not allow changing its checkpoint.',
  'server.no-checkpoint-change.remedy': 'Load it on the machine itself.',
  'server.no-interrupt': '{host} cannot be interrupted from here.',
  'server.no-interrupt.remedy': 'It finishes what it has begun.',
  'server.no-refresh': '{host} does not allow refreshing its lists.',
  'server.no-refresh.remedy': 'Refresh them on its own web page.',
  'server.unload-forbidden': '{host} does not allow unloading its checkpoint.',
  'server.unload-forbidden.remedy': 'Unload it on its own web page.',
  'server.no-unload': '{host} cannot unload its checkpoint.',
  'server.no-restart': '{host} cannot be restarted from here.',
  'server.no-restart.remedy': 'Restart it where it runs.',
  'server.restart-impossible': '{host} cannot restart itself.',
  'server.restart-impossible.remedy': 'To allow that, start it with webui.sh or webui-user.bat.',
  'server.restart-forbidden': '{host} does not allow restarting it from here.',
  'server.restart-forbidden.remedy': 'Start it with --api-server-stop.',

  // Addresses as people type them.
  'server.address.remedy': 'An address looks like http://192.168.1.3:7860.',
  'server.address-missing': 'An address is needed.',
  'server.address-too-long': 'This address is too long.',
  'server.address-characters': 'An address cannot contain spaces, backslashes or control characters.',
  'server.address-scheme': 'Tributary supports http and https, not {scheme}.',
  'server.no-address': 'This is not an address: {text}',
  'server.host-too-long':
    'A host name has {most, plural, one {# character} other {# characters}} at most; this one has {length}.',
  'server.label-too-long':
    'Each part of a host name has {most, plural, one {# character} other {# characters}} at most; {label}… has {length}.',
  'server.protocol-unknown': 'The protocol "{protocol}" is not supported.',
  'server.protocol-none': 'No protocol is available.',

  // The simulated servers.
  'server.port-in-use': 'Port {port} is in use.',
  'server.port-in-use.remedy': 'Choose another, or 0 for any free one.',
  'server.port-forbidden': 'Port {port} cannot be opened: permission denied.',
  'server.port-forbidden.remedy': 'Choose one above 1023.',
  'server.no-such-host': 'This machine has no address {host}.',
  'server.no-such-host.remedy': 'Use 127.0.0.1 or 0.0.0.0.',
  'server.cannot-listen': 'Cannot listen at {place}: {error}',
  'server.simulation': 'The simulated fleet cannot start. {why}',
  'server.simulation-file-missing': 'Its file {file} is missing.',
  'server.simulation-silent': 'It did not answer within {seconds} s.',
  'server.simulation-ended': 'Its thread ended ({code}).',
  'server.fault': 'The fault "{text}" cannot be read.',
  'server.fault-form': 'A fault is written word[=value][@start].',
  'server.fault-word': 'There is no fault "{word}". There are: {words}.',
  'server.fault-own-start': 'die-after says itself when it happens.',
  'server.fault-die-after': 'Write die-after=8, or die-after=8:30 to be back after 30 s.',
  'server.fault-start': 'A start is written @20s (seconds) or @8i (images).',
  'server.fault-whole': 'Images are counted in whole numbers.',
  'server.fault-no-value': '{word} takes no value.',
  'server.fault-one-of': '{word} takes one of: {words}.',
  'server.fault-needs-number': '{word} needs a number: {example}.',
  'server.fault-number': '{word} takes a number from {least} up.',
  'server.fault-number-between': '{word} takes a number from {least} to {most}.',
  'server.fault-whole-number': '{word} takes a whole number from {least} up.',
  'server.fault-whole-number-between': '{word} takes a whole number from {least} to {most}.',
  'server.fault-gateway': 'Write gateway=524, gateway=524:1 or gateway=524:1/working.',
  'server.fault-cut-at': 'Write cut-at=60, or cut-at=60/reset.',
} as const
