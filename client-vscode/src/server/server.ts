/** The running server: found, started, started again after a crash, and asked. */

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
  type Middleware,
} from "vscode-languageclient/node";
import { Backoff } from "./backoff";
import { shown, type Candidate } from "./candidates";
import { report, search } from "./probe";
import { surroundings } from "./surroundings";
import { fit } from "./version";
import { words } from "./words";

export type ServerState = "starting" | "running" | "missing" | "stopped";

/** What is read now, and how much of it is done, in percent; undefined when nothing is being read. */
export type Progress = { message: string; percent: number | undefined } | undefined;

/** Among its capabilities a client that shows papers says so, and what it is; lenses then open the view. */
function showsPapers(version: string) {
  return {
    fillClientCapabilities(capabilities: { experimental?: unknown }): void {
      const before = (capabilities.experimental ?? {}) as Record<string, unknown>;
      capabilities.experimental = { ...before, paperlsp: { view: true, pictures: themeKind(), version } };
    },
    initialize(): void {},
    getState(): { kind: "static" } {
      return { kind: "static" };
    },
    clear(): void {},
  };
}

/** Pictures of equations have the ink for the ground that they are shown on. */
function themeKind(): "light" | "dark" {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast ? "dark" : "light";
}

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private readonly backoff = new Backoff();
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly stateChanged = new vscode.EventEmitter<ServerState>();
  private readonly progressed = new vscode.EventEmitter<Progress>();
  private current: ServerState = "stopped";
  private running: Promise<void> = Promise.resolve();
  private failuresText = "";
  private candidate: Candidate | undefined;
  private compared = "";

  /** The URI of a folder whose links are new. */
  readonly onChanged = this.changed.event;
  readonly onState = this.stateChanged.event;
  readonly onProgress = this.progressed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly log: vscode.LogOutputChannel,
    private readonly middleware: Middleware,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** Why no server was found, one line for each that was tried. */
  get failures(): string {
    return this.failuresText;
  }

  /** The command that has started the server, or would. */
  get found(): Candidate | undefined {
    return this.candidate;
  }

  /** Starts, or starts anew. Calls come one after the other. */
  start(): Promise<void> {
    this.running = this.running.then(() => this.startNow());
    return this.running;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.stop(3_000).catch((error: unknown) => this.log.warn(`The server did not stop by itself: ${String(error)}`));
    this.setState("stopped");
  }

  /** The answer to a request of ours; undefined when there is no server or it has no answer. */
  async ask<Answer>(method: string, params: unknown): Promise<Answer | undefined> {
    const client = this.client;
    if (!client || client.state !== State.Running) {
      return undefined;
    }
    try {
      return (await client.sendRequest<Answer | null>(method, params)) ?? undefined;
    } catch (error) {
      this.log.warn(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Later hovers have pictures for the theme that there is now. */
  tellTheme(): void {
    if (this.client?.state === State.Running) {
      void this.client.sendNotification("paperlsp/theme", { kind: themeKind() });
    }
  }

  dispose(): void {
    void this.stop();
    for (const each of [this.changed, this.stateChanged, this.progressed]) {
      each.dispose();
    }
  }

  private async startNow(): Promise<void> {
    await this.stop();
    this.setState("starting");
    const around = await surroundings(this.context);
    const found = await search(around, words());
    this.failuresText = report(found, around.trusted, words());
    this.candidate = found.found;
    if (this.failuresText) {
      this.log.info(`Tried in vain:\n${this.failuresText}`);
    }
    if (!found.found) {
      this.setState("missing");
      return;
    }
    this.log.info(`Starting paperlsp ${found.version}: ${shown(found.found)}`);
    void this.compare(found.version);
    const { command, args } = found.found;
    this.backoff.forget();
    const client = new LanguageClient("paperlsp", "Paper", { command, args, options: { cwd: this.home() } }, this.options());
    client.registerFeature(showsPapers(this.version));
    client.onDidChangeState((change) => {
      if (this.client !== client) {
        return;
      }
      if (change.newState === State.Running) {
        this.backoff.started();
      }
      this.setState(change.newState === State.Running ? "running" : change.newState === State.Starting ? "starting" : "stopped");
    });
    client.onNotification("paperlsp/changed", (params: { folder: string }) => this.changed.fire(params.folder));
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(`The server did not start: ${String(error)}`);
      this.setState("stopped");
      void this.complain(vscode.l10n.t("The paper server did not start."));
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "python" },
        { notebook: "jupyter-notebook", language: "python" },
        { scheme: "file", language: "toml" },
        // Files of hyper-parameters; the server is silent about all that hold something else.
        { scheme: "file", language: "yaml" },
        { scheme: "file", language: "json" },
        // Reading copies, in the user's cache; the server knows its own, and is silent about all others.
        { scheme: "file", language: "markdown", pattern: "**/reading/*.md" },
      ],
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        closed: async () => this.closed(),
      },
      // What papers and code say is text: no HTML and no command in it is ever trusted.
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        ...this.middleware,
        handleWorkDoneProgress: (token, params, next) => {
          this.progressed.fire(
            params.kind === "end" ? undefined : { message: params.message ?? "", percent: params.percentage },
          );
          next(token, params);
        },
      },
    };
  }

  private async closed(): Promise<{ action: CloseAction; handled: boolean }> {
    this.progressed.fire(undefined);
    const delay = this.backoff.ended();
    if (delay === undefined) {
      this.log.error("The server has ended too often and is not started again.");
      void this.complain(vscode.l10n.t("The paper server keeps ending. Its log says why."));
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    this.log.warn(`The server has ended; it is started again in ${delay / 1000} s.`);
    this.setState("starting");
    await new Promise((resolve) => setTimeout(resolve, delay));
    return { action: CloseAction.Restart, handled: true };
  }

  private get version(): string {
    return String((this.context.extension.packageJSON as { version?: unknown }).version ?? "");
  }

  /** A server of another generation is used, as it may do for what is asked; the person learns of it once a session. */
  private async compare(server: string): Promise<void> {
    const found = fit(this.version, server);
    if (found === "fits" || this.compared === server) {
      return;
    }
    this.compared = server;
    const old = found === "old server";
    const message = old
      ? vscode.l10n.t("The paper server {0} is older than this extension {1}: some of it may not work.", server, this.version)
      : vscode.l10n.t("This extension {1} is older than the paper server {0}: some of it may not work.", server, this.version);
    const remedy = old ? vscode.l10n.t("Install the Matching Server") : vscode.l10n.t("Update the Extension");
    this.log.warn(message);
    if ((await vscode.window.showWarningMessage(message, remedy)) === remedy) {
      await vscode.commands.executeCommand(old ? "paperlsp.install" : "workbench.extensions.action.checkForUpdates");
    }
  }

  /** A folder of ours to run in, so that nothing of the workspace is found by accident. */
  private home(): string {
    return this.context.extensionPath;
  }

  private async complain(message: string): Promise<void> {
    const again = vscode.l10n.t("Restart");
    const log = vscode.l10n.t("Show the Log");
    const chosen = await vscode.window.showErrorMessage(message, again, log);
    if (chosen === again) {
      await vscode.commands.executeCommand("paperlsp.restart");
    } else if (chosen === log) {
      this.log.show();
    }
  }

  private setState(state: ServerState): void {
    if (state !== this.current) {
      this.current = state;
      this.stateChanged.fire(state);
    }
    void vscode.commands.executeCommand("setContext", "paperlsp.state", state);
  }
}
