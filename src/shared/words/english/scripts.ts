/** Scripts of the servers, in the form. */
export const scripts = {
  'scripts.title': 'Scripts',
  'scripts.summary': '{names}',
  'scripts.explained':
    'Extensions of the machines: those that work on every image, and those that make a set of images of their own.',
  'scripts.used': 'Scripts that are used',
  'scripts.add': 'Add a script…',
  'scripts.add.help':
    'Lists the scripts of all machines with on how many each is. Machines that lack one take no part.',
  'scripts.none': 'No machine lists a script',
  'scripts.add.always': 'on {on, number} of {of, number}',
  'scripts.add.own-set': 'own set · on {on, number} of {of, number}',
  'scripts.own-set':
    'It makes a set of images of its own. Each image you ask for is one request to one machine, and all that it answers is kept.',
  'scripts.remove': 'Remove {name}',
  'scripts.removed': '{name} removed',
  'scripts.replaced': '{name} replaced {before}',
  'scripts.argument': 'Argument {number, number}',
  'scripts.argument.switch.help': 'A setting of {title}, on or off; {begins} where nobody changes it.',
  'scripts.argument.number.help': 'A number for {title}; {begins} where nobody changes it.',
  'scripts.argument.range.help':
    'A number for {title}, from {minimum} to {maximum}; {begins} where nobody changes it.',
  'scripts.argument.choice.help':
    '{count, plural, one {The one choice} other {One of # choices}} of {title}; {begins} where nobody changes it.',
  'scripts.argument.text.help': 'A text for {title}; {begins} where nobody changes it.',
  'scripts.on': 'on',
  'scripts.off': 'off',
  'scripts.nothing': 'nothing',
  'scripts.arguments': 'Arguments, as JSON',
  'scripts.arguments.help': 'A list, in the order in which the script takes them.',
  'scripts.json.help': 'The machine does not say what this may be: a value as JSON.',
  'scripts.show-json': 'Show all of it as JSON',
  'scripts.no-json': 'This is not JSON. What was there before is sent.',
  'scripts.json-too-large': 'This is too much, or holds what no request can. What was there before is sent.',
  'scripts.no-list': 'It must be a list: [ … ]. What was there before is sent.',
  'scripts.detailer': 'ADetailer',
  'scripts.detailer.model': 'What it looks for',
  'scripts.detailer.model.help':
    'Faces, hands or whole people: what it finds is painted once more, in detail.',
  'scripts.detailer.prompt': 'Prompt for it',
  'scripts.detailer.prompt.help': 'What is painted there.',
  'scripts.detailer.prompt.empty': 'the prompt of the image',
  'scripts.detailer.confidence': 'Confidence',
  'scripts.detailer.confidence.help': 'How sure it must be that it has found one.',
  'scripts.detailer.denoise': 'Strength',
  'scripts.detailer.denoise.help': 'How much of what it has found is painted anew.',
} as const
