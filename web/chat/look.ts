const style = () => getComputedStyle(document.documentElement);

/** Web Chat in the colours and shapes of the kit, as they are now: light or dark. */
export function styleOptions(): Readonly<Record<string, unknown>> {
  const of = (name: string): string => style().getPropertyValue(`--${name}`).trim();
  const [surface, ink, quiet, line, accent] = [
    of('surface'),
    of('ink'),
    of('ink-quiet'),
    of('line'),
    of('accent'),
  ];
  const [accentSoft, onMine, mine, theirs] = [of('accent-soft'), of('on-mine'), of('mine'), of('theirs')];
  return {
    accent,
    subtle: quiet,
    backgroundColor: surface,
    primaryFont: of('font'),
    monospaceFont: of('font-mono'),
    fontSizeSmall: '0.8125rem',
    paddingRegular: 12,
    paddingWide: 20,
    avatarSize: 32,
    botAvatarInitials: '·',
    bubbleBackground: theirs,
    bubbleTextColor: ink,
    bubbleBorderRadius: 18,
    bubbleBorderWidth: 0,
    bubbleFromUserBackground: mine,
    bubbleFromUserTextColor: onMine,
    bubbleFromUserBorderRadius: 18,
    bubbleFromUserBorderWidth: 0,
    bubbleMinHeight: 36,
    bubbleMinWidth: 120,
    bubbleMaxWidth: 460,
    groupTimestamp: 300_000,
    timestampColor: quiet,
    markdownRenderHTML: false,
    notificationText: quiet,
    sendBoxBackground: surface,
    sendBoxTextColor: ink,
    sendBoxPlaceholderColor: quiet,
    sendBoxBorderTop: `1px solid ${line}`,
    sendBoxButtonColor: accent,
    sendBoxButtonColorOnDisabled: quiet,
    sendBoxButtonShadeColorOnActive: accentSoft,
    sendBoxButtonShadeColorOnDisabled: 'transparent',
    sendBoxButtonShadeColorOnHover: accentSoft,
    sendBoxButtonShadeBorderRadius: 10,
    sendBoxButtonShadeInset: 6,
    sendBoxButtonKeyboardFocusIndicatorBorderColor: accent,
    sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,
    sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
    sendBoxHeight: 54,
    sendBoxTextWrap: true,
    suggestedActionLayout: 'flow',
    suggestedActionBorderRadius: 20,
    suggestedActionBorderWidth: 1,
    suggestedActionBorderColor: accent,
    suggestedActionBackgroundColor: surface,
    suggestedActionTextColor: accent,
    suggestedActionBackgroundColorOnHover: accentSoft,
    suggestedActionBackgroundColorOnActive: accentSoft,
    suggestedActionKeyboardFocusIndicatorBorderColor: accent,
    suggestedActionKeyboardFocusIndicatorBorderRadius: 20,
    suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
    suggestedActionKeyboardFocusIndicatorBorderWidth: 2,
    suggestedActionKeyboardFocusIndicatorInset: -4,
    transcriptActivityVisualKeyboardIndicatorColor: accent,
    transcriptVisualKeyboardIndicatorColor: accent,
    toastErrorBackgroundColor: of('danger-soft'),
    toastErrorColor: of('danger'),
    toastInfoBackgroundColor: accentSoft,
    toastInfoColor: accent,
    toastWarnBackgroundColor: of('warning-soft'),
    toastWarnColor: of('warning'),
    toastSeparatorColor: line,
    failedConnectivity: of('danger'),
    slowConnectivity: of('warning'),
    sendAttachmentOn: 'attach',
    cardEmphasisBackgroundColor: of('surface-raised'),
    cardPushButtonBackgroundColor: mine,
    cardPushButtonTextColor: onMine,
    typingAnimationBackgroundImage: dots(theirs, quiet),
    typingAnimationHeight: 36,
    typingAnimationWidth: 64,
  };
}

/** Somebody writes: a bubble with three dots that come and go, drawn in the page's colours. */
function dots(ground: string, ink: string): string {
  const dot = (at: number) =>
    `<circle cx="${20 + at * 12}" cy="18" r="3.5" fill="${ink}" opacity=".3"><animate attributeName="opacity" values=".3;1;.3;.3" dur="1.2s" begin="${at * 0.15}s" repeatCount="indefinite"/></circle>`;
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36" rx="18" fill="${ground}"/>${[0, 1, 2].map(dot).join('')}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(drawn)}")`;
}

/** Adaptive Cards in the same colours; a card lies in a bubble, so its ground is the bubble's. */
export function cardConfig(): Readonly<Record<string, unknown>> {
  const of = (name: string): string => style().getPropertyValue(`--${name}`).trim();
  const colour = (usual: string, quiet = usual) => ({ default: usual, subtle: quiet });
  const foregroundColors = {
    default: colour(of('ink'), of('ink-quiet')),
    dark: colour(of('ink'), of('ink-quiet')),
    light: colour(of('ink-quiet')),
    accent: colour(of('accent')),
    good: colour(of('good')),
    warning: colour(of('warning')),
    attention: colour(of('danger')),
  };
  return {
    supportsInteractivity: true,
    fontFamily: of('font'),
    spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: of('line') },
    containerStyles: {
      default: { backgroundColor: of('theirs'), foregroundColors },
      emphasis: { backgroundColor: of('surface-raised'), foregroundColors },
    },
    fontSizes: { small: 13, default: 15, medium: 15, large: 17, extraLarge: 20 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
  };
}
