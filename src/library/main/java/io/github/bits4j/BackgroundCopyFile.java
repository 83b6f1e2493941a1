package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl.*;
import io.github.bits4j.com.ComPointer;

/**
 * A file of a job: where it comes from, where it goes and how far it is.
 *
 * <p>Usable from any thread; released with the manager, or earlier by {@link #close()}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nn-bits-ibackgroundcopyfile">IBackgroundCopyFile</a>
 */
public final class BackgroundCopyFile extends ServiceObject {

    BackgroundCopyFile(Connection connection, ComPointer pointer) {
        super(connection, "IBackgroundCopyFile", pointer);
    }

    /** The URL or path on the server's side, as the service has it. */
    public String remoteName() {
        return methods.getString("GetRemoteName", IBackgroundCopyFileVtbl::GetRemoteName, GetRemoteName::invoke);
    }

    /** The full path on this machine that the file has once the job is completed. */
    public String localName() {
        return methods.getString("GetLocalName", IBackgroundCopyFileVtbl::GetLocalName, GetLocalName::invoke);
    }

    /** How far the file has come. */
    public FileProgress progress() {
        return methods.get("GetProgress", IBackgroundCopyFileVtbl::GetProgress, GetProgress::invoke, BG_FILE_PROGRESS::allocate,
                FileProgress::read);
    }

    /** Another Java object for the same pointer, to be closed on its own. */
    BackgroundCopyFile share() {
        return new BackgroundCopyFile(connection, ComPointer.share(pointer.segment(), pointer.scope()));
    }
}
