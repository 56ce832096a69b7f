const colour = (name: string, quiet = 'ink-quiet') => ({
  default: `var(--${name})`,
  subtle: `var(--${quiet})`,
});
const foregroundColors = {
  default: colour('ink'),
  dark: colour('ink'),
  light: colour('ink-quiet'),
  accent: colour('accent', 'accent'),
  good: colour('good', 'good'),
  warning: colour('warning', 'warning'),
  attention: colour('danger', 'danger'),
};
const on = (backgroundColor: string) => ({ backgroundColor: `var(--${backgroundColor})`, foregroundColors });

/** How cards look here: the kit's colours by their names, so that they follow the browser from light to dark by themselves. */
export const cardLook = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 20 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 17, default: 20, medium: 21, large: 23, extraLarge: 26 },
  spacing: { small: 6, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: on('surface'),
    emphasis: on('surface-raised'),
    accent: on('accent-soft'),
    good: on('good-soft'),
    attention: on('danger-soft'),
    warning: on('warning-soft'),
  },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', suffix: ' *', suffixColor: 'Attention' },
      optionalInputs: { weight: 'Bolder' },
    },
    errorMessage: { color: 'Attention', weight: 'Bolder', spacing: 'Small' },
  },
  actions: {
    maxActions: 6,
    spacing: 'Medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'Inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
    allowTitleToWrap: true,
  },
  textStyles: { heading: { size: 'Large', weight: 'Bolder', color: 'Default', isSubtle: false } },
  textBlock: { headingLevel: 3 },
};
