/** Choosing pictures of the gallery for the form. */
export const picker = {
  'picker.open': 'From the gallery…',
  'picker.title': 'Choose from the gallery',
  'picker.text-one': 'Newest first. Arrow keys move, Enter takes a picture.',
  'picker.text-several':
    'Newest first. Click a picture or press Space to choose it; Enter takes what is chosen.',
  'picker.search': 'Search prompts',
  'picker.pictures': 'Pictures of the gallery',
  'picker.picture': '{prompt}, {width} × {height}',
  'picker.reading': 'Reading the gallery…',
  'picker.empty': 'There are no pictures in the gallery yet.',
  'picker.none': 'No picture has “{typed}” in its prompt.',
  'picker.chosen': '{count, plural, one {# picture chosen} other {# pictures chosen}}',
  'picker.take': '{count, plural, one {Use picture} other {Use # pictures}}',
} as const
