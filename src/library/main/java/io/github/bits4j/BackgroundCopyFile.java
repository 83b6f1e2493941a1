package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.com.ComPointer;

/**
 * A file of a job: where it comes from, where it goes and how far it is.
 *
 * <p>Usable from any thread; released with the manager, or earlier by {@link #close()}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyfile">IBackgroundCopyFile</a>
 */
public final class BackgroundCopyFile extends ServiceObject implements AutoCloseable {

    BackgroundCopyFile(Connection connection, ComPointer pointer) {
        super(connection, pointer);
    }

    /** The URL or path on the server's side, as the service has it. */
    public String remoteName() {
        return getString("IBackgroundCopyFile::GetRemoteName", (vtable, self, out) ->
                IBackgroundCopyFileVtbl.GetRemoteName.invoke(IBackgroundCopyFileVtbl.GetRemoteName(vtable), self, out));
    }

    /** The full path on this machine that the file has once the job is completed. */
    public String localName() {
        return getString("IBackgroundCopyFile::GetLocalName", (vtable, self, out) ->
                IBackgroundCopyFileVtbl.GetLocalName.invoke(IBackgroundCopyFileVtbl.GetLocalName(vtable), self, out));
    }

    /** How far the file has come. */
    public FileProgress progress() {
        return get("IBackgroundCopyFile::GetProgress", BG_FILE_PROGRESS::allocate, (vtable, self, out) ->
                IBackgroundCopyFileVtbl.GetProgress.invoke(IBackgroundCopyFileVtbl.GetProgress(vtable), self, out),
                FileProgress::read);
    }

    /** Another Java object for the same pointer, to be closed on its own. */
    BackgroundCopyFile share() {
        return new BackgroundCopyFile(connection, ComPointer.share(pointer.segment(), pointer.scope()));
    }

    /** Releases the interface pointer. */
    @Override
    public void close() {
        pointer.close();
    }
}
