/** The Python extension, as the editor hands it out → the interpreter that it uses for a folder, or undefined. */

/** The part of its interface that tells the interpreter of a folder. `Place` is the editor's kind of URI. */
export type PythonApi<Place> = {
  ready?: Promise<void>;
  environments?: {
    getActiveEnvironmentPath(resource?: Place): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: { fsPath: string } } } | undefined>;
  };
};

export type PythonExtension<Place> = { isActive: boolean; exports: PythonApi<Place>; activate(): Thenable<PythonApi<Place>> };

export async function interpreterOf<Place>(extension: PythonExtension<Place> | undefined, folder: Place | undefined): Promise<string | undefined> {
  if (!extension) {
    return undefined;
  }
  try {
    const api = extension.isActive ? extension.exports : await extension.activate();
    await api.ready;
    const environments = api.environments;
    if (!environments) {
      return undefined;
    }
    const active = environments.getActiveEnvironmentPath(folder);
    return (await environments.resolveEnvironment(active))?.executable.uri?.fsPath;
  } catch {
    // Its interface is its own affair; without it there are other ways.
    return undefined;
  }
}
