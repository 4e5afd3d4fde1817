/** The words of the paper view in the editor's language. */

import * as vscode from "vscode";

export function words(): Record<string, string> {
  const t = vscode.l10n.t;
  return {
    paper: t("Paper"),
    toolbar: t("Paper view"),
    outline: t("Outline"),
    previousPage: t("Previous page"),
    nextPage: t("Next page"),
    page: t("Page"),
    zoomOut: t("Smaller"),
    zoomIn: t("Larger"),
    fitWidth: t("Fit the width"),
    find: t("Find"),
    findPlaceholder: t("Find in the paper"),
    findNext: t("Next"),
    findPrevious: t("Previous"),
    close: t("Close"),
    following: t("Follows the caret. Click to hold the page."),
    held: t("Holds the page. Click to follow the caret."),
    dark: t("Dark or light pages"),
    copyLatex: t("Copy as LaTeX"),
    copied: t("Copied"),
    computedBy: t("Computed by"),
    about: t("About it in the code"),
    adds: t("adds {0}", "{0}"),
    leavesOut: t("leaves out {0}", "{0}"),
    undefined: t("not defined in the paper"),
    link: t("Link"),
    firstUse: t("first on p. {0}", "{0}"),
    inCode: t("{0} in code", "{0}"),
    pageShort: t("p. {0}", "{0}"),
    noCode: t("No code implements this part."),
    goToCode: t("Go to the code"),
    marked: t("{0} has code", "{0}"),
    moreCode: t("and {0} more", "{0}"),
    looking: t("Looking for the code…"),
    failed: t("This PDF cannot be shown."),
    found: t("{0} of {1}", "{0}", "{1}"),
    notFound: t("Not found"),
  };
}
