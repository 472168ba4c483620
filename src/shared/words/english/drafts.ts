/** Several forms beside each other. */
export const drafts = {
  'drafts.list': 'Drafts',
  'drafts.unnamed': 'Draft {number, number}',
  'drafts.new': 'New draft',
  'drafts.close': 'Close {name}',
  'drafts.rename': 'Rename',
  'drafts.new-name': 'Name of the draft {name}',
  'drafts.duplicate': 'Duplicate',
  'drafts.close-this': 'Close',
  'drafts.closed': 'Draft {name} is closed',
  'drafts.too-many': 'There are {most, number} drafts already. Close one first.',
} as const
